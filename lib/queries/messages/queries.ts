import { queryOptions } from "@tanstack/react-query";
import type { HistoryPage, HistoryQuery, Message, MessageVersions } from "@/lib/contracts/messages";
import type { MessageTrace } from "@/lib/contracts/traces";
import { conversationPath } from "../conversations/queries";
import { apiGet } from "../http";
import { windowFromPage } from "./history-window";
import { type HistoryAnchor, messageKeys } from "./keys";

/** One page of a history. */
export function fetchHistory(
  appId: string,
  conversationId: string,
  query: Omit<HistoryQuery, "limit"> & { limit?: number },
  signal?: AbortSignal,
): Promise<HistoryPage> {
  return apiGet<HistoryPage>(`${conversationPath(appId, conversationId)}/messages`, { query, signal });
}

/**
 * The window of a history that is on screen. Read once; afterwards pages and changes are merged into the cache,
 * so it must not be read again as a whole.
 */
export function historyQueryOptions(appId: string, conversationId: string, anchor: HistoryAnchor) {
  return queryOptions({
    queryKey: messageKeys.history(appId, conversationId, anchor),
    queryFn: async ({ signal }) =>
      windowFromPage(
        await fetchHistory(
          appId,
          conversationId,
          { at: anchor.at ?? undefined, client: anchor.client ?? undefined },
          signal,
        ),
      ),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
    refetchOnMount: (query) => query.state.status === "error",
    refetchOnReconnect: false,
    refetchOnWindowFocus: false,
    structuralSharing: false,
  });
}

/** Earlier texts of a message. */
export function messageVersionsQueryOptions(
  appId: string,
  conversationId: string,
  message: { id: string; timestamp: number; client: string | null },
) {
  return queryOptions({
    queryKey: messageKeys.versions(appId, conversationId, message.id),
    queryFn: async ({ signal }) =>
      (
        await apiGet<MessageVersions>(
          `${conversationPath(appId, conversationId)}/messages/${encodeURIComponent(message.id)}/versions`,
          { query: { timestamp: message.timestamp, client: message.client }, signal },
        )
      ).versions,
    staleTime: 0,
  });
}

/** What became of a message; `receiver` asks about one client besides. */
export function messageTraceQueryOptions(
  appId: string,
  message: Pick<Message, "id" | "conversationId" | "timestamp" | "toClientId">,
  receiver: string | null,
) {
  const { id, conversationId, timestamp, toClientId: client } = message;
  return queryOptions({
    queryKey: messageKeys.trace(appId, conversationId, { id, client, receiver }),
    queryFn: ({ signal }) =>
      apiGet<MessageTrace>(
        `${conversationPath(appId, conversationId)}/messages/${encodeURIComponent(id)}/trace`,
        { query: { timestamp, client, receiver }, signal },
      ),
    staleTime: 0,
  });
}
