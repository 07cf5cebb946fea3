import type { SessionEnd } from "@/lib/protocol/session-ends";

/** What became of messages, and when markers moved, is kept for so long, in milliseconds. */
export const traceAge = 7 * 86_400_000;

/** A session's name: numbers begin anew with each run of the server, `run` being its start. */
export type SessionKey = { run: number; session: number };

/** One login of a client. */
export type LoginRow = SessionKey & {
  clientId: string;
  at: number;
  endedAt: number | null;
  cause: SessionEnd | null;
  tag: string | null;
  deviceId: string | null;
  /** The sub-protocol, or `json`. */
  protocol: string;
  userAgent: string | null;
  address: string | null;
};

/** Whom a conversation had when a message was sent, and who of them had muted it. */
export type Audience = { members: string[]; muted: string[] };

/** A message; `clientId` names a service conversation's history with one user. */
export type TraceKey = { messageId: string; timestamp: number; clientId: string | null };

/** What became of a message when it was sent. `body` is JSON that only the gateway and its reader know. */
export type TraceRow = TraceKey & {
  run: number;
  /** An audience of this run; `audienceBody` comes along the first time. */
  audience: number | null;
  audienceBody?: string;
  body: string;
};

export type StoredTrace = { run: number; body: string; audience: string | null };

/** What is known of a receiver since a message was sent. */
export type ReceiverFacts = {
  clientId: string;
  /** Since when it is a member, or a subscriber; null when it is neither now. */
  joinedAt: number | null;
  isReceived: boolean;
  /** When the client said so; null when that is not kept. */
  receivedAt: number | null;
  isRead: boolean;
  readAt: number | null;
  /** Whether a session was open at the time of the message; null when its logins do not reach back. */
  wasOnline: boolean | null;
  /** The first login after the message. */
  nextLoginAt: number | null;
  /** Since when the conversation has blocked the client. */
  blockedAt: number | null;
  /** Since when the client has blocked the conversation for itself. */
  refusedAt: number | null;
};

/** What is kept about sessions and about messages on their way. Every method is one atomic step. */
export interface TraceStore {
  /**
   * Says that the server runs: what an earlier run left open is closed as of when that was last alive, who was in
   * chat rooms then leaves them now, and the log of changes says that nobody is online.
   */
  beginRun(now: number): Promise<void>;
  noteAlive(now: number): Promise<void>;
  /** Keeps logins, each as it stands now; of a client the newest twenty, and those that lasted for a day. */
  putLogins(rows: LoginRow[]): Promise<void>;
  /** Newest first. */
  getLogins(clientId: string): Promise<LoginRow[]>;
  /** When the client's latest ended session ended, also when its login is no longer kept. */
  getSeenAt(clientId: string): Promise<number | null>;

  addTraces(rows: TraceRow[], now: number): Promise<void>;
  getTrace(key: TraceKey): Promise<StoredTrace | null>;
  /** In the order of `clientIds`. */
  getReceiverFacts(
    message: { conversationId: string; timestamp: number },
    clientIds: string[],
  ): Promise<ReceiverFacts[]>;
  /** The logins of these sessions that are still kept. */
  getSessions(keys: SessionKey[]): Promise<LoginRow[]>;
}
