import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Broadcast, EditBroadcast } from "@/lib/contracts/broadcasts";
import type { Changed } from "@/lib/contracts/common";
import { appPath } from "../app/keys";
import { apiDelete, apiPatch } from "../http";
import { operationIdFor } from "../operation-id";
import { settle } from "../operations/settle";
import { broadcastKeys } from "./keys";

/** Changes a broadcast for the devices that have not got it yet. */
export function useEditBroadcast(appId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (input: { id: string; operationId: string; body: EditBroadcast }) =>
      settle(
        await apiPatch<Changed<null>>(appPath(appId, "broadcasts", input.id), input.body, {
          operationId: input.operationId,
        }),
      ),
    onSettled: () => client.invalidateQueries({ queryKey: broadcastKeys.lists(appId) }),
  });
}

/** Takes a broadcast away from the devices that have not got it yet. */
export function useDeleteBroadcast(appId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (broadcast: Pick<Broadcast, "id" | "conversationId">) =>
      settle(
        await apiDelete<Changed<null>>(appPath(appId, "broadcasts", broadcast.id), undefined, {
          query: { conversation: broadcast.conversationId },
          operationId: operationIdFor(broadcast),
        }),
      ),
    onSettled: () => client.invalidateQueries({ queryKey: broadcastKeys.lists(appId) }),
  });
}
