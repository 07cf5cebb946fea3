import { mutationOptions, type QueryClient } from "@tanstack/react-query";
import type { Broadcast, EditBroadcast, SendBroadcast } from "@/lib/contracts/broadcasts";
import type { Changed } from "@/lib/contracts/common";
import type { SentMessage } from "@/lib/contracts/messages";
import { appPath } from "../app/keys";
import { apiDelete, apiPatch, apiPost } from "../http";
import { operationIdFor } from "../operation-id";
import { broadcastKeys } from "./keys";

/** Sends to everyone or to all subscribers. The operation id is the caller's: a retry gives the same one. */
export function sendBroadcast(
  appId: string,
  body: SendBroadcast,
  operationId: string,
): Promise<Changed<SentMessage>> {
  return apiPost<Changed<SentMessage>>(appPath(appId, "broadcasts"), body, { operationId });
}

export const editBroadcastMutationOptions = (appId: string, client: QueryClient) =>
  mutationOptions({
    mutationFn: (input: { id: string; body: EditBroadcast }) =>
      apiPatch<Changed<null>>(appPath(appId, "broadcasts", input.id), input.body, {
        operationId: operationIdFor(input),
      }),
    onSettled: (_data, _error, input) =>
      client.invalidateQueries({ queryKey: broadcastKeys.lists(appId, input.body.conversationId) }),
  });

export const deleteBroadcastMutationOptions = (appId: string, client: QueryClient) =>
  mutationOptions({
    mutationFn: (broadcast: Pick<Broadcast, "id" | "conversationId">) =>
      apiDelete<Changed<null>>(appPath(appId, "broadcasts", broadcast.id), undefined, {
        query: { conversation: broadcast.conversationId },
        operationId: operationIdFor(broadcast),
      }),
    onSettled: (_data, _error, broadcast) =>
      client.invalidateQueries({ queryKey: broadcastKeys.lists(appId, broadcast.conversationId) }),
  });
