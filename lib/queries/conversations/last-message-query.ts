import { queryOptions } from "@tanstack/react-query";
import { conversationKeys } from "./keys";
import { fetchLastMessage } from "./last-message-batch";

/** The newest message of a conversation, asked together with those of the rows around it. */
export function lastMessageQueryOptions(appId: string, id: string) {
  return queryOptions({
    queryKey: conversationKeys.lastMessage(appId, id),
    queryFn: () => fetchLastMessage(appId, id),
    staleTime: 30_000,
    retry: false,
  });
}
