import type { MessageRow } from "./interface";

/** A place in the log of changes: behind the row `seq`, which was written at `at`; 0 and 0 before the first. */
export type ChangePosition = { seq: number; at: number };

/** What has changed. A message is told as it stands when the log is read. */
export type Change =
  | { type: "message" | "message-changed"; message: MessageRow }
  | {
      type: "message-deleted";
      conversationId: string;
      /** Set when the message lay in a service conversation's history with one user. */
      boxClientId: string | null;
      messageId: string;
      timestamp: number;
    }
  | { type: "conversation"; conversationId: string; change: "created" | "updated" | "deleted" }
  | { type: "members"; conversationId: string; added: string[]; removed: string[] }
  | ({ type: "room" } & Omit<RoomChange, "at">)
  | { type: "restrictions"; conversationId: string }
  | { type: "subscription"; conversationId: string; clientId: string; subscribed: boolean }
  | { type: "read"; conversationId: string; clientId: string; readAt: number }
  | { type: "presence"; clientId: string; online: boolean }
  /** The server has started: nobody is online, or in a chat room. */
  | { type: "presence-cleared" }
  | {
      type: "broadcast";
      conversationId: string;
      messageId: string;
      change: "sent" | "updated" | "deleted";
    };

/** `change` is null when what it told of is gone by now. */
export type ChangeRow = ChangePosition & { change: Change | null };

export type PresenceChange = { clientId: string; online: boolean; at: number };

/** Who has entered a chat room and who has left it, some of them named, and how many are there at `at`. */
export type RoomChange = {
  conversationId: string;
  online: number;
  entered: string[];
  left: string[];
  at: number;
};

/**
 * The log of changes. Every other method that changes something writes its row in the same step, so
 * that what was acknowledged is in the log; rows are kept for at least a day.
 */
export interface ChangeStore {
  /** The log's end; `epoch` tells this database's log from others. */
  getChangeHead(): Promise<{ epoch: string; head: ChangePosition }>;
  /** Whether everything behind the position is kept, and the position this log's. */
  isChangeKept(position: ChangePosition): Promise<boolean>;
  /** Behind `seq`, in order and without a gap. */
  getChanges(seq: number, limit: number): Promise<ChangeRow[]>;
  /** Notes who has come and gone. */
  addPresence(changes: PresenceChange[]): Promise<void>;
  /** Notes what has changed in chat rooms; not in one that is gone. */
  addRoomChanges(changes: RoomChange[]): Promise<void>;
  /** Calls the listener after each commit that wrote to the log; answers how to stop. */
  watchChanges(listener: () => void): () => void;
}
