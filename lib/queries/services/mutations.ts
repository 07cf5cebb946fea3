import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Changed } from "@/lib/contracts/common";
import type { ClientIds } from "@/lib/contracts/members";
import { appPath } from "../app/keys";
import { apiDelete, apiPost } from "../http";
import { settle } from "../operations/settle";
import { serviceKeys } from "./keys";

/** Which of the ids could not be changed, and why. */
export type SubscribersChange = { failed?: { clientId: string; reason: string }[] };
type Input = ClientIds & { operationId: string };

/** Subscribes clients to a service conversation. */
export function useAddSubscribers(appId: string, conversationId: string) {
  return useChangeSubscribers(appId, conversationId, apiPost<Changed<SubscribersChange>>);
}

/** Ends the subscriptions of clients. */
export function useRemoveSubscribers(appId: string, conversationId: string) {
  return useChangeSubscribers(appId, conversationId, apiDelete<Changed<SubscribersChange>>);
}

function useChangeSubscribers(
  appId: string,
  conversationId: string,
  change: typeof apiPost<Changed<SubscribersChange>>,
) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ operationId, ...body }: Input) =>
      settle(
        await change(appPath(appId, "conversations", conversationId, "subscribers"), body, { operationId }),
      ),
    onSettled: () => client.invalidateQueries({ queryKey: serviceKeys.all(appId, conversationId) }),
  });
}
