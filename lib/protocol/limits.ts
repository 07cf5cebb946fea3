/** The numbers of LeanCloud's IM limits (REST and socket documentation). Times are milliseconds. */
export const limits = {
  /** Text plus push data, in UTF-8 bytes. */
  messageBytes: 5 * 1024,
  clientIdLength: 64,
  /** Characters of a conversation or message id that a request may carry. */
  idLength: 128,
  /** Name, attributes and access list of a conversation, or the fields of another object, as JSON. */
  objectBytes: 128 * 1024,
  members: 500,
  temporaryMembers: 10,
  temporaryTtl: 86_400_000,
  temporaryTtlMax: 2_592_000_000,
  /** `to_clients`, `check-online` and `mention_client_ids`, each. */
  recipients: 20,
  kickReason: 20,
  history: 100,
  historyMax: 1000,
  queryLimit: 100,
  queryLimitMax: 1000,
  subscribersPage: 50,
  clientListPage: 10,
  clientListPageMax: 1000,
  onlineSample: 50,
  unreadPerConversation: 100,
  unreadConversations: 50,
  /** How long a broadcast is valid unless said, and the longest that "one month" can mean. */
  broadcastValidity: 30 * 86_400_000,
  broadcastValidityMax: 31 * 86_400_000,
  silenceTtl: 86_400_000,
  /** Permanent silences and blocks of a normal conversation; of a chat room or service conversation. */
  clientList: 500,
  clientListLarge: 10_000,
  /** Requests in one batch. LeanCloud bounds the size alone, and its clients save any number at once. */
  batch: 1000,
  lastMessages: 100,
  lastChanges: 500,
  /** Conversations that the console changes in one go. */
  bulkTargets: 20_000,
  importMessages: 1000,
  /** Of one imported message. */
  importChanges: 100,
} as const;

/** How often REST may send, by kind of message; a day starts at midnight UTC. */
export type QuotaPlan = {
  /** Send, patch and recall of messages, and messages of a service conversation to single clients. */
  normalPerMinute: number;
  subscriberPerMinute: number;
  subscriberPerDay: number;
  broadcastPerMinute: number;
  broadcastPerDay: number;
};

/** LeanCloud's two plans. */
export const quotaPlans: Record<"commercial" | "developer", QuotaPlan> = {
  commercial: {
    normalPerMinute: 1800,
    subscriberPerMinute: 30,
    subscriberPerDay: 1000,
    broadcastPerMinute: 10,
    broadcastPerDay: 30,
  },
  developer: {
    normalPerMinute: 120,
    subscriberPerMinute: 10,
    subscriberPerDay: 100,
    broadcastPerMinute: 1,
    broadcastPerDay: 10,
  },
};
