import type { ConversationKind } from "../../store/interface";

/** What was noted of a message while it was pushed; kept as JSON, short because there is one of each message. */
export type TraceBody = {
  conversationId: string;
  kind: ConversationKind;
  /** Whom it was for: members, `to`, who was in the room, subscribers, or everyone online. */
  scope: "members" | "clients" | "room" | "subscribers" | "everyone";
  from: string;
  /** The client and its session; null for the master key. */
  by: [clientId: string, session: number | null] | null;
  /** The sender's own sessions did not get it. */
  noSync?: boolean;
  /** It was for these clients alone. */
  to?: string[];
  /**
   * Each receiver with its sessions: by client id, or by its place among the audience's members. A
   * session below zero did not get it: it was being dropped for not reading.
   */
  pushed: [who: number | string, ...sessions: number[]][];
  /** Of many receivers: how many were meant and reached. `pushed` holds some of them. */
  crowd?: {
    meant: number | null;
    clients: number;
    sessions: number;
    dropped: number;
    /** Sessions too far behind for a message of low priority. */
    skipped: number;
  };
};
