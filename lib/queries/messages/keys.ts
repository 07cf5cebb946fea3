/** Where a view of a history begins: at the newest (`at` null), or around a place. */
export interface HistoryAnchor {
  at: string | null;
  /** A service conversation's private history with this client. */
  client: string | null;
}

/** A message, and the client that is asked about besides its receivers. */
export interface TracePlace {
  id: string;
  client: string | null;
  receiver: string | null;
}

/** Cache keys of messages. */
export const messageKeys = {
  all: (appId: string, conversationId: string) => ["apps", appId, "messages", conversationId] as const,
  histories: (appId: string, conversationId: string) =>
    [...messageKeys.all(appId, conversationId), "history"] as const,
  history: (appId: string, conversationId: string, anchor: HistoryAnchor) =>
    [...messageKeys.histories(appId, conversationId), anchor] as const,
  versions: (appId: string, conversationId: string, messageId: string) =>
    [...messageKeys.all(appId, conversationId), "versions", messageId] as const,
  trace: (appId: string, conversationId: string, place: TracePlace) =>
    [...messageKeys.all(appId, conversationId), "trace", place] as const,
};
