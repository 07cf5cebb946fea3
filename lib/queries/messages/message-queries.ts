import { queryOptions } from "@tanstack/react-query";
import type { Message, MessageVersions } from "@/lib/contracts/messages";
import type { MessageTrace } from "@/lib/contracts/traces";
import { conversationPath } from "../conversations/queries";
import { apiGet } from "../http";
import { messageKeys } from "./keys";

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
