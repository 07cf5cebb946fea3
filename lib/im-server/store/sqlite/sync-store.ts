import type { Store } from "../interface";

/** The store's methods as they run inside a thread: the same, without promises. */
export type SyncStore = {
  [Name in keyof Store]: (...args: Parameters<Store[Name]>) => Awaited<ReturnType<Store[Name]>>;
};

/** Reads that stay short whatever they are asked; they have a thread of their own. */
export const quickReads = [
  "getConversation",
  "getIdleConversations",
  "getList",
  "countList",
  "getClientBlocks",
  "getTimedSilences",
  "getRestrictions",
  "getSilence",
  "getMemberInfos",
  "isListed",
  "getSubscription",
  "getMessage",
  "findUserBox",
  "getHistory",
  "getLastMessages",
  "getVersions",
  "getLastChanges",
  "isSubscribed",
  "countSubscribers",
  "getSubscribers",
  "getSubscriptions",
  "getBroadcasts",
  "getUnread",
  "getObject",
  "stats",
  "getSettings",
  "getKickedAt",
  "getRoom",
  "getPendingBroadcasts",
  "getUnreadSnapshot",
  "getMarks",
  "getOfflineMessages",
  "getPatchesSince",
  "findRecentMessage",
  "getNotifications",
  "getDroppables",
  "getChangeHead",
  "isChangeKept",
  "getChanges",
  "getLogins",
  "getSeenAt",
  "getSessions",
  "getTrace",
] as const satisfies readonly (keyof Store)[];

/** Reads whose cost depends on the question. */
export const slowReads = [
  "findConversations",
  "scanConversations",
  "searchMessages",
  "findObjects",
  "scanObjects",
  "getReceiverFacts",
] as const satisfies readonly (keyof Store)[];

export const writes = [
  "createConversation",
  "updateConversation",
  "deleteConversation",
  "addMembers",
  "removeMembers",
  "addToList",
  "blockClients",
  "removeFromList",
  "endListings",
  "putMemberInfo",
  "deleteMemberInfo",
  "appendMessage",
  "appendMessages",
  "patchMessage",
  "deleteMessage",
  "subscribe",
  "unsubscribe",
  "putBroadcast",
  "patchBroadcast",
  "deleteBroadcast",
  "createObject",
  "updateObject",
  "deleteObject",
  "takeQuota",
  "putSettings",
  "recordKick",
  "putRoom",
  "markBroadcasts",
  "markRead",
  "markDelivered",
  "addDroppable",
  "addPresence",
  "addRoomChanges",
  "beginRun",
  "noteAlive",
  "putLogins",
  "addTraces",
] as const satisfies readonly (keyof Store)[];

export type QuickReads = Pick<SyncStore, (typeof quickReads)[number]>;
export type SlowReads = Pick<SyncStore, (typeof slowReads)[number]>;
export type Reads = QuickReads & SlowReads;
export type Writes = Pick<SyncStore, (typeof writes)[number]>;

/**
 * What some thread answers; the store is whole only when this is everything but `close` and
 * `watchChanges`.
 */
export type RemoteStore = Pick<
  Store,
  (typeof quickReads)[number] | (typeof slowReads)[number] | (typeof writes)[number]
>;

/** Picks some methods of a thread. */
export type Methods<Name extends keyof SyncStore> = Pick<SyncStore, Name>;
