import type { ConversationListQuery } from "@/lib/contracts/conversations";

export type ConversationListInput = Partial<ConversationListQuery>;

/** Cache keys of conversations. */
export const conversationKeys = {
  all: (appId: string) => ["apps", appId, "conversations"] as const,
  lists: (appId: string) => [...conversationKeys.all(appId), "list"] as const,
  pages: (appId: string) => [...conversationKeys.lists(appId), "page"] as const,
  list: (appId: string, query: ConversationListInput) => [...conversationKeys.pages(appId), query] as const,
  counts: (appId: string) => [...conversationKeys.lists(appId), "count"] as const,
  count: (appId: string, query: ConversationListInput) => [...conversationKeys.counts(appId), query] as const,
  detail: (appId: string, id: string) => [...conversationKeys.all(appId), "detail", id] as const,
  lastMessage: (appId: string, id: string) => [...conversationKeys.all(appId), "last-message", id] as const,
};
