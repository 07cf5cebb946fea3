import type { LoginRow } from "../store/trace-interface";

/** A session that is open now, and the chat room it is in. */
export type OpenSession = Omit<LoginRow, "clientId" | "endedAt" | "cause"> & { roomId: string | null };

/**
 * Who is connected. The gateway keeps it; without one nobody is online. Everything answers at once
 * from memory.
 */
export type Presence = {
  /** Which of `clientIds` have a session, in the order given. */
  filterOnline(clientIds: readonly string[]): string[];
  countOnline(): number;
  /** Distinct clients that have logged in since midnight UTC. */
  countToday(): number;
  countInRoom(conversationId: string): number;
  /** Some clients of a chat room, at most `limit`. */
  sampleRoom(conversationId: string, limit: number): string[];
  /** The client's sessions, oldest first. */
  sessionsOf(clientId: string): OpenSession[];
  /** Resolves when what has been noted of sessions and messages so far is in the store. */
  settle(): Promise<void>;
  /** Ends every session of the client and invalidates its tokens. */
  kick(clientId: string, reason: string): void;
  /** Asks every connected client to look for its server anew; answers how many connections. */
  goAway(): number;
};
