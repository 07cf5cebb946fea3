import type { BroadcastRow, MessageBox, MessageRow, UnreadRow } from "./interface";

/** How far a member of a conversation has received and read, in message timestamps. */
export type MemberMark = { clientId: string; deliveredAt: number; readAt: number };

/** A message whose sender asked to hear of delivery. */
export type ReceiptRow = { messageId: string; from: string; timestamp: number };

/** An event that a client is told again after it was away. `body` is the flat form that SDKs fetch. */
export type NotificationRow = {
  clientId: string;
  at: number;
  body: Record<string, unknown>;
};

/** An event of a conversation that its members are told again after they were away, as long as it is kept. */
export type DroppableRow = {
  conversationId: string;
  at: number;
  /** The time of the change itself, as the conversation's row has it. */
  changedAt: number;
  body: Record<string, unknown>;
};

/** A chat room a client is in with one of its devices (`leftAt` null), or dropped out of. */
export type RoomRow = { roomId: string; leftAt: number | null };

/** Messages that a client has not read, and whether one of them mentions it. */
export type UnreadCount = Pick<UnreadRow, "count" | "mentioned">;

/** The unread counts of a client together with the newest message of each, as of one moment; null with a count of 0. */
export type UnreadSnapshot = (UnreadRow & { last: MessageRow | null })[];

/** What the socket gateway keeps beside conversations and messages. Every method is one atomic step. */
export interface GatewayStore {
  /** The app's settings as last put and how often they were put, or null. */
  getSettings(): Promise<{ settings: Record<string, unknown>; revision: number } | null>;
  /** Answers the new revision; null, and nothing is put, when another one stands than is `expected` (null: any). */
  putSettings(settings: Record<string, unknown>, expected: number | null): Promise<number | null>;

  /** Session tokens and signatures made before `now` are invalid from here on; its rooms are forgotten. */
  recordKick(clientId: string, now: number): Promise<void>;
  getKickedAt(clientId: string): Promise<number | null>;

  /** Devices that have no id (an empty one) share a room. Rooms that were left long ago are forgotten. */
  putRoom(clientId: string, deviceId: string, room: RoomRow | null): Promise<void>;
  getRoom(clientId: string, deviceId: string): Promise<RoomRow | null>;

  /**
   * Conversations with unread messages, the one with the newest message first, and after them those without
   * that the client has read since `readSince` (null: none of these). At most `limit` of each.
   */
  getUnreadSnapshot(clientId: string, limit: number, readSince: number | null): Promise<UnreadSnapshot>;
  /**
   * Moves the client's read marker up to `upTo` (null: everything). Answers where it is, whether it
   * moved, and the newest of the messages it passed whose senders asked for receipts. With a time, their
   * senders are told of it: that is kept for when they come back. What is `left` unread is as of this very step.
   */
  markRead(
    clientId: string,
    conversationId: string,
    upTo: number | null,
    toldAt?: number,
  ): Promise<{ readAt: number; moved: boolean; receipts: ReceiptRow[]; left?: UnreadCount }>;
  /**
   * Notes that the client has received the messages from `from` to `to`, both included; of a long
   * range, the newest. What senders asked to hear is kept for when they come back.
   */
  markDelivered(
    clientId: string,
    conversationId: string,
    range: { from: number; to: number },
    now: number,
  ): Promise<ReceiptRow[]>;
  getMarks(conversationId: string): Promise<MemberMark[]>;
  /** Others' messages that the client has neither received nor read, newest first. */
  getOfflineMessages(clientId: string, conversationId: string, limit: number): Promise<MessageRow[]>;

  /** Messages of the client's conversations that were edited or recalled after `since`, oldest edit first. */
  getPatchesSince(clientId: string, since: number, limit: number): Promise<MessageRow[]>;
  /** A message by its id alone, among the newest thousand of its box. */
  findRecentMessage(box: MessageBox, messageId: string): Promise<MessageRow | null>;

  addDroppable(row: DroppableRow): Promise<void>;
  /**
   * In the order in which they happened, later than `after`. More than `limit` when the last ones have the same
   * time: what goes on from there would miss the rest.
   */
  getNotifications(clientId: string, after: number, limit: number): Promise<NotificationRow[]>;
  /**
   * What happened in the client's conversations later than `after`, in order. Null when that is not all kept, or
   * more than `limit`.
   */
  getDroppables(
    clientId: string,
    after: number,
    limit: number,
    now: number,
  ): Promise<Record<string, unknown>[] | null>;

  /**
   * Broadcasts that the client has not been given yet and that are still valid, oldest first: the
   * newest hundred of them. A client seen for the first time gets the newest one only.
   */
  getPendingBroadcasts(clientId: string, now: number): Promise<BroadcastRow[]>;
  /** Broadcasts up to `timestamp` have reached the client. */
  markBroadcasts(clientId: string, timestamp: number): Promise<void>;
}
