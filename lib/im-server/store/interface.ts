import type { FieldOps } from "@/lib/protocol/field-ops";
import type { OrderBy, Where } from "@/lib/protocol/where";
import type { ChangeStore } from "./change-interface";
import type { GatewayStore } from "./gateway-interface";
import type { RestrictionStore } from "./restriction-interface";
import type { TraceStore } from "./trace-interface";
import type { VersionStore } from "./version-interface";

/**
 * Who makes a change, as those whom it concerns are told when they come back: that is kept together with the
 * change. The master key is an empty one; without any, nobody is told.
 */
export type Initiator = string;

/** The four kinds of conversation (LeanCloud `conv_type` 1 to 4). */
export type ConversationKind = "normal" | "chatroom" | "service" | "temporary";

/** A conversation as stored. Times are milliseconds since the epoch. */
export type ConversationRow = {
  objectId: string;
  kind: ConversationKind;
  name: string | null;
  creator: string | null;
  /** In the order of joining. Empty for chat rooms and service conversations. */
  members: string[];
  /** Members who muted offline push (`mu`). */
  muted: string[];
  unique: boolean;
  uniqueId: string | null;
  /** `attr` and every custom column, by column name. Never holds a reserved column. */
  fields: Record<string, unknown>;
  acl: unknown | null;
  createdAt: number;
  updatedAt: number;
  lastMessageAt: number | null;
};

export type NewConversation = Pick<
  ConversationRow,
  "kind" | "name" | "creator" | "members" | "fields" | "acl"
> & {
  /** Reuse the conversation with exactly these members if one exists; atomic under concurrency. */
  unique: boolean;
  /** A fixed id: the conversation that has it already is found again. */
  objectId?: string;
  muted?: string[];
  by?: Initiator;
};

export type ConversationQuery = {
  where: Where;
  order: OrderBy[];
  skip: number;
  /** 0 to 1000; 0 returns no rows. */
  limit: number;
  count: boolean;
};

export type ConversationScan = { where: Where; limit: number; after: string | null };

export type UpdateResult =
  /** `added` are members since, `removed` no longer. */
  | { status: "updated"; row: ConversationRow; changed: string[]; added: string[]; removed: string[] }
  | { status: "not-found" }
  /** The row exists and does not match the `where` of a conditional update. */
  | { status: "condition-failed" };

export type MemberFailure = { clientId: string; reason: "conversation-full" | "blocked" };
export type MemberChange =
  | { status: "changed"; row: ConversationRow; changed: string[]; failed: MemberFailure[] }
  | { status: "not-found" };

/** Lists of clients that hang on a conversation beside its members. */
export type ClientListName =
  | "mutes"
  /** Silenced without end. */
  | "silences"
  /** Silenced until a time. */
  | "temporary-silences"
  /** Clients that the conversation has blocked. */
  | "blocks"
  /** Clients that have blocked the conversation for themselves: they cannot be added either. */
  | "refusals";
export type ClientListPage = { clientIds: string[]; next: string | null };

export type MemberInfoRow = { objectId: string; conversationId: string; clientId: string; role: string };

/**
 * Where a message lies: a conversation's shared history, or the history between
 * a service conversation and one of its users.
 */
export type MessageBox = { conversationId: string; clientId?: string };

export type MessageRow = {
  messageId: string;
  conversationId: string;
  /** Set when the message lies in a service conversation's history with one user. */
  boxClientId: string | null;
  from: string;
  /** UTF-8 text, or base64 when `binary`. */
  data: string;
  binary: boolean;
  /** Strictly increasing within its box. */
  timestamp: number;
  patchTimestamp: number | null;
  recalled: boolean;
  mentionAll: boolean;
  mentionClientIds: string[];
  fromIp: string | null;
  ackAt: number | null;
};

export type NewMessage = {
  box: MessageBox;
  messageId: string;
  from: string;
  data: string;
  binary: boolean;
  mentionAll: boolean;
  mentionClientIds: string[];
  fromIp: string | null;
  /** Raise the other members' unread counts (at most to 100). */
  countsUnread: boolean;
  /** The sender wants to hear of delivery and reading. */
  receipt?: boolean;
  /** It comes from elsewhere: the log of changes tells of its conversation alone. */
  isImport?: boolean;
  /** The timestamp is this or the box's newest + 1, whichever is later. */
  now: number;
  /** The sender's own id: sent again to the same box within a day, the message is found and not stored again. */
  token?: string;
  /** An object of a plain class that is kept in the same step; it gets the message's `timestamp`. */
  object?: { className: string; fields: Record<string, unknown> };
};

/** A message as it was stored: one that was sent before has the id and timestamp of then. */
export type AppendedMessage = MessageRow & { isRepeat?: true };

/** A point in history; without `messageId` the whole millisecond is meant. */
export type HistoryBound = { timestamp: number; messageId?: string; inclusive: boolean };

/** Which messages: one box, everything a client sent, or the whole app. */
export type HistoryScope =
  | { kind: "box"; box: MessageBox }
  | { kind: "sender"; clientId: string }
  | { kind: "app" };

export type HistoryQuery = {
  scope: HistoryScope;
  /** `older` walks down from `start` to `stop`, `newer` walks up. Rows come in walking order. */
  direction: "older" | "newer";
  start: HistoryBound;
  stop: HistoryBound;
  limit: number;
};

export type MessageKey = { messageId: string; box: MessageBox; timestamp: number };

export type MessagePatch = MessageKey & {
  /** Required sender; `null` lets the master key patch any. */
  from: string | null;
  data: string;
  binary: boolean;
  recall: boolean;
  now: number;
  by?: Initiator;
  /** What the master key's holder calls this change. */
  operation?: string;
  mentionAll?: boolean;
  mentionClientIds?: string[];
};

export type PatchResult =
  | { status: "patched"; message: MessageRow }
  /** It was recalled before: nothing has changed. */
  | { status: "recalled"; message: MessageRow }
  | { status: "not-found" }
  | { status: "not-sender" };

export type SearchQuery = {
  text: string;
  conversationId?: string;
  from?: string;
  after?: number;
  before?: number;
  cursor: string | null;
  limit: number;
};
export type SearchPage = {
  messages: MessageRow[];
  /** Pass on to continue; null at the end. */
  cursor: string | null;
};

export type SubscriptionRow = { conversationId: string; clientId: string; timestamp: number };

export type BroadcastRow = {
  messageId: string;
  conversationId: string;
  from: string;
  data: string;
  pushData: unknown | null;
  timestamp: number;
  validTill: number;
  patchTimestamp: number | null;
};

/** An object of a plain storage class such as `_SysMessage`: every own column lies in `fields`. */
export type ObjectRow = {
  objectId: string;
  fields: Record<string, unknown>;
  acl: unknown | null;
  createdAt: number;
  updatedAt: number;
};
export type ObjectUpdateResult =
  | { status: "updated"; row: ObjectRow; changed: string[] }
  | { status: "not-found" }
  | { status: "condition-failed" };

export type UnreadRow = { conversationId: string; count: number; mentioned: boolean };

/**
 * What the IM server keeps. Says what, not how: every method is one atomic step,
 * durable when its promise resolves. Unknown ids never throw: they are a result.
 */
export interface Store extends GatewayStore, ChangeStore, RestrictionStore, TraceStore, VersionStore {
  createConversation(
    input: NewConversation,
    now: number,
  ): Promise<{ row: ConversationRow; existing: boolean }>;
  getConversation(objectId: string): Promise<ConversationRow | null>;
  findConversations(query: ConversationQuery): Promise<{ rows: ConversationRow[]; count: number | null }>;
  /** Every conversation in id order, for exports. */
  scanConversations(scan: ConversationScan): Promise<{ rows: ConversationRow[]; next: string | null }>;
  updateConversation(
    objectId: string,
    ops: FieldOps,
    now: number,
    condition?: Where,
    by?: Initiator,
  ): Promise<UpdateResult>;
  /**
   * Deletes the conversation and everything that hangs on it. False when there was none, or it is not idle
   * since `idleSince`.
   */
  deleteConversation(objectId: string, idleSince?: number): Promise<boolean>;
  /**
   * Normal conversations and chat rooms without a message, a change or somebody in the room since `idleSince`, among
   * the next `limit` of all: go on from `next` until it is null.
   */
  getIdleConversations(
    idleSince: number,
    page: { limit: number; after: string | null },
  ): Promise<{ conversationIds: string[]; next: string | null }>;
  addMembers(
    objectId: string,
    clientIds: string[],
    limit: number,
    now: number,
    by?: Initiator,
  ): Promise<MemberChange>;
  removeMembers(objectId: string, clientIds: string[], now: number, by?: Initiator): Promise<MemberChange>;

  /** False when the list would hold more than `capacity`: nothing is added then. */
  addToList(
    list: ClientListName,
    objectId: string,
    clientIds: string[],
    now: number,
    options?: { until?: number; capacity?: number; by?: Initiator },
  ): Promise<boolean>;
  removeFromList(
    list: ClientListName,
    objectId: string,
    clientIds: string[],
    telling?: { by: Initiator; at: number },
  ): Promise<void>;
  /** Puts clients on `blocks` and out of the conversation. Null, and nothing is done, above `capacity`. */
  blockClients(
    objectId: string,
    clientIds: string[],
    now: number,
    options: { capacity: number; by: Initiator },
  ): Promise<MemberChange | null>;
  /**
   * Clears entries of all lists whose time is over, some at a time. Answers whose they were, and when the
   * next one ends.
   */
  endListings(now: number): Promise<{ conversationIds: string[]; next: number | null }>;
  /** `until` rows that have passed are not returned. */
  getList(
    list: ClientListName,
    objectId: string,
    page: { limit: number; next: string | null },
    now: number,
  ): Promise<ClientListPage>;
  countList(list: ClientListName, objectId: string, now: number): Promise<number>;
  isListed(list: ClientListName, objectId: string, clientId: string, now: number): Promise<boolean>;
  /** Conversations that `clientId` has blocked for itself (list `refusals`). */
  getClientBlocks(
    clientId: string,
    page: { limit: number; next: string | null },
  ): Promise<{ conversationIds: string[]; next: string | null }>;
  /** From either list of silences; `until` is null when it has no end. */
  getSilence(objectId: string, clientId: string, now: number): Promise<{ until: number | null } | null>;

  putMemberInfo(row: MemberInfoRow, now: number): Promise<MemberInfoRow>;
  getMemberInfos(
    objectId: string,
    filter: { role?: string; skip: number; limit: number },
  ): Promise<MemberInfoRow[]>;
  /** The entry that was removed; null when there was none. */
  deleteMemberInfo(objectId: string, infoId: string): Promise<MemberInfoRow | null>;

  /** Rejects with StoreError not-found when the conversation is gone. */
  appendMessage(message: NewMessage): Promise<AppendedMessage>;
  /** Appends many imported ones in one step, in this order; for sample data. Answers how many. */
  appendMessages(messages: NewMessage[]): Promise<number>;
  getMessage(key: MessageKey): Promise<MessageRow | null>;
  /**
   * The history between a service conversation and one user by its public id,
   * md5(conversationId + ":" + clientId) in lower-case hex. Null when nothing was ever written there.
   */
  findUserBox(historyId: string): Promise<MessageBox | null>;
  getHistory(query: HistoryQuery): Promise<MessageRow[]>;
  /** The newest message of each conversation's shared history. */
  getLastMessages(conversationIds: string[]): Promise<MessageRow[]>;
  patchMessage(patch: MessagePatch): Promise<PatchResult>;
  /** Removes from history, by the master key; its text is kept as a version for evidence. */
  deleteMessage(key: MessageKey, now: number): Promise<boolean>;
  searchMessages(query: SearchQuery): Promise<SearchPage>;

  /** False when the conversation has blocked the client. */
  subscribe(conversationId: string, clientId: string, now: number): Promise<boolean>;
  unsubscribe(conversationId: string, clientId: string): Promise<boolean>;
  isSubscribed(conversationId: string, clientId: string): Promise<boolean>;
  getSubscription(conversationId: string, clientId: string): Promise<SubscriptionRow | null>;
  countSubscribers(conversationId: string): Promise<number>;
  getSubscribers(
    conversationId: string,
    page: { limit: number; after: string | null },
  ): Promise<SubscriptionRow[]>;
  getSubscriptions(
    clientId: string,
    page: { limit: number; conversationId?: string; timestamp?: number; direction: "old" | "new" },
  ): Promise<SubscriptionRow[]>;

  putBroadcast(row: BroadcastRow): Promise<void>;
  patchBroadcast(messageId: string, data: string, now: number): Promise<BroadcastRow | null>;
  deleteBroadcast(messageId: string): Promise<boolean>;
  /** Broadcasts still valid at `now`, newest first. */
  getBroadcasts(
    filter: { conversationId?: string; skip: number; limit: number },
    now: number,
  ): Promise<BroadcastRow[]>;

  getUnread(
    clientId: string,
    conversationId?: string,
  ): Promise<{ total: number; conversations: UnreadRow[] }>;

  createObject(
    className: string,
    fields: Record<string, unknown>,
    acl: unknown | null,
    now: number,
  ): Promise<ObjectRow>;
  getObject(className: string, objectId: string): Promise<ObjectRow | null>;
  findObjects(
    className: string,
    query: ConversationQuery,
  ): Promise<{ rows: ObjectRow[]; count: number | null }>;
  scanObjects(className: string, scan: ConversationScan): Promise<{ rows: ObjectRow[]; next: string | null }>;
  updateObject(
    className: string,
    objectId: string,
    ops: FieldOps,
    now: number,
    condition?: Where,
  ): Promise<ObjectUpdateResult>;
  deleteObject(className: string, objectId: string): Promise<boolean>;

  /** Adds to a counter that starts anew each `window` ms and says what it holds now: the quotas. */
  takeQuota(
    key: string,
    amount: number,
    window: number,
    limit: number,
    now: number,
  ): Promise<{ allowed: boolean; used: number; resetAt: number }>;
  stats(): Promise<{ conversations: number; messages: number; clients: number }>;
  close(): Promise<void>;
}
