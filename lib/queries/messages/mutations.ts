import { type QueryClient, useMutation, useQueryClient } from "@tanstack/react-query";
import type { Changed } from "@/lib/contracts/common";
import type { EditMessage, Message, MessageOutcome, MessageRef } from "@/lib/contracts/messages";
import { conversationKeys } from "../conversations/keys";
import { conversationPath } from "../conversations/queries";
import { apiDelete, apiPatch, apiPost } from "../http";
import { settle } from "../operations/settle";
import { replaceMessage } from "./history-merge";
import { cursorOf, type HistoryWindow } from "./history-window";
import { messageKeys } from "./keys";
import { fetchHistory } from "./queries";

export type MessageChange = { message: Message; operationId: string } & (
  | { action: "edit"; data: string }
  | { action: "recall" | "delete" }
);

/**
 * Edits, recalls or deletes a message. `onUnknown` tells that the answer was lost and is being looked up. Afterwards
 * the message is changed in every window that shows it; the next look at the history brings the server's own text.
 */
export function useChangeMessage(appId: string, conversationId: string, onUnknown?: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (change: MessageChange) =>
      settle(await send(appId, conversationId, change), { onUnknown }),
    onSuccess: async (_, change) => {
      void client.invalidateQueries({ queryKey: conversationKeys.lastMessage(appId, conversationId) });
      void client.invalidateQueries({
        queryKey: messageKeys.versions(appId, conversationId, change.message.id),
      });
      if (change.action === "delete")
        return replaceInWindows(client, appId, conversationId, change.message, null);
      await refreshMessage(client, appId, conversationId, change.message);
    },
  });
}

/** Reads one message anew and puts it into every window that shows it. */
async function refreshMessage(client: QueryClient, appId: string, conversationId: string, message: Message) {
  const page = await fetchHistory(appId, conversationId, {
    at: cursorOf(message),
    client: message.toClientId ?? undefined,
    limit: 5,
  });
  const fresh = page.messages.find((one) => one.id === message.id);
  if (fresh) replaceInWindows(client, appId, conversationId, message, fresh);
}

function replaceInWindows(
  client: QueryClient,
  appId: string,
  conversationId: string,
  message: Message,
  next: Message | null,
) {
  client.setQueriesData<HistoryWindow>(
    { queryKey: messageKeys.histories(appId, conversationId) },
    (window) => (window ? replaceMessage(window, message.id, () => next) : window),
  );
}

function send(appId: string, conversationId: string, change: MessageChange) {
  const { message, operationId } = change;
  const path = `${conversationPath(appId, conversationId)}/messages/${encodeURIComponent(message.id)}`;
  const ref: MessageRef = {
    from: message.from,
    timestamp: message.timestamp,
    client: message.toClientId ?? undefined,
  };
  switch (change.action) {
    case "edit": {
      const body: EditMessage = {
        ...ref,
        from: message.from,
        timestamp: message.timestamp,
        data: change.data,
      };
      return apiPatch<Changed<MessageOutcome>>(path, body, { operationId });
    }
    case "recall":
      return apiPost<Changed<MessageOutcome>>(`${path}/recall`, ref, { operationId });
    case "delete":
      return apiDelete<Changed<MessageOutcome>>(path, undefined, {
        operationId,
        query: { from: message.from, timestamp: message.timestamp, client: message.toClientId },
      });
  }
}
