import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { Conversation, ConversationList } from "@/lib/contracts/conversations";
import { apiGet } from "../http";
import { type ConversationListInput, conversationKeys } from "./keys";

/** The path of an app's conversations, or of one of them. */
export function conversationPath(appId: string, id?: string): string {
  const base = `/api/apps/${encodeURIComponent(appId)}/conversations`;
  return id === undefined ? base : `${base}/${encodeURIComponent(id)}`;
}

/** One page of the list. */
export function fetchConversations(appId: string, query: ConversationListInput, signal?: AbortSignal) {
  return apiGet<ConversationList>(conversationPath(appId), { query, signal });
}

/** The list; the last page stays on screen while the next one loads. */
export function conversationListQueryOptions(appId: string, query: ConversationListInput) {
  return queryOptions({
    queryKey: conversationKeys.list(appId, query),
    queryFn: ({ signal }) => fetchConversations(appId, query, signal),
    placeholderData: keepPreviousData,
  });
}

/** How many conversations match, for the tabs; null where the server does not count. */
export function conversationCountQueryOptions(appId: string, query: ConversationListInput) {
  return queryOptions({
    queryKey: conversationKeys.count(appId, query),
    queryFn: async ({ signal }) =>
      (await fetchConversations(appId, { ...query, page: 1, pageSize: 1 }, signal)).total,
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
}

/** One conversation. */
export function conversationQueryOptions(appId: string, id: string) {
  return queryOptions({
    queryKey: conversationKeys.detail(appId, id),
    queryFn: async ({ signal }) =>
      (await apiGet<{ conversation: Conversation }>(conversationPath(appId, id), { signal })).conversation,
  });
}
