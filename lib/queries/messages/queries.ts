import { queryOptions } from "@tanstack/react-query";
import type { HistoryPage, HistoryQuery } from "@/lib/contracts/messages";
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
