import type { QueryClient } from "@tanstack/react-query";
import type { HistoryWindow } from "./history-window";
import { messageKeys } from "./keys";

/** When the newest message was sent that any view of a conversation holds: ms by the server's clock; 0: none. */
export function newestKnown(queries: QueryClient, appId: string, conversationId: string): number {
  const windows = queries.getQueriesData<HistoryWindow>({
    queryKey: messageKeys.histories(appId, conversationId),
  });
  return Math.max(0, ...windows.map(([, window]) => window?.messages.at(-1)?.timestamp ?? 0));
}
