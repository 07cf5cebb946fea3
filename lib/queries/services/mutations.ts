import { mutationOptions, type QueryClient } from "@tanstack/react-query";
import type { Changed } from "@/lib/contracts/common";
import type { ClientIds } from "@/lib/contracts/members";
import type { SendMessage, SentMessage } from "@/lib/contracts/messages";
import { appPath } from "../app/keys";
import { apiDelete, apiPost } from "../http";
import { operationIdFor } from "../operation-id";
import { serviceKeys } from "./keys";

export type SubscribersChange = { failed?: { clientId: string; reason: string }[] };

const subscribersMutation = (
  appId: string,
  conversationId: string,
  client: QueryClient,
  change: typeof apiPost<Changed<SubscribersChange>>,
) =>
  mutationOptions({
    mutationFn: (body: ClientIds) =>
      change(appPath(appId, "conversations", conversationId, "subscribers"), body, {
        operationId: operationIdFor(body),
      }),
    onSettled: () => client.invalidateQueries({ queryKey: serviceKeys.all(appId, conversationId) }),
  });

export const addSubscribersMutationOptions = (appId: string, conversationId: string, client: QueryClient) =>
  subscribersMutation(appId, conversationId, client, apiPost);

export const removeSubscribersMutationOptions = (
  appId: string,
  conversationId: string,
  client: QueryClient,
) => subscribersMutation(appId, conversationId, client, apiDelete);

/** Sends a system message to 1 to 20 clients. The operation id is the caller's: a retry gives the same one. */
export function sendToClients(
  appId: string,
  conversationId: string,
  body: SendMessage,
  operationId: string,
): Promise<Changed<SentMessage>> {
  return apiPost<Changed<SentMessage>>(appPath(appId, "conversations", conversationId, "messages"), body, {
    operationId,
  });
}
