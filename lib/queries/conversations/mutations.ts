import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Changed } from "@/lib/contracts/common";
import type {
  BulkConversation,
  Conversation,
  CreateConversation,
  CreatedConversation,
  Job,
  UpdateConversation,
} from "@/lib/contracts/conversations";
import { apiDelete, apiPatch, apiPost } from "../http";
import { operationIdFor } from "../operation-id";
import { operationKeys } from "../operations/keys";
import { settle } from "../operations/settle";
import { conversationKeys } from "./keys";
import { conversationPath } from "./queries";

type WithOperation<T> = T & { operationId?: string };

/** Creates a conversation; give the same `operationId` when the same form is sent again. */
export function useCreateConversation(appId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ operationId, ...input }: WithOperation<CreateConversation>) =>
      settle(
        await apiPost<Changed<CreatedConversation>>(conversationPath(appId), input, {
          operationId,
        }),
      ),
    onSuccess: ({ result }) => {
      if (result) {
        const { conversation } = result;
        client.setQueryData(conversationKeys.detail(appId, conversation.id), conversation);
      }
      return client.invalidateQueries({ queryKey: conversationKeys.lists(appId) });
    },
  });
}

/** Changes a conversation's name, attributes or custom columns. */
export function useUpdateConversation(appId: string, id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (input: WithOperation<UpdateConversation>) => {
      const { operationId = operationIdFor(input), ...body } = input;
      return settle(
        await apiPatch<Changed<{ conversation: Conversation }>>(conversationPath(appId, id), body, {
          operationId,
        }),
      );
    },
    onSuccess: ({ result }) => {
      if (result) client.setQueryData(conversationKeys.detail(appId, id), result.conversation);
      void client.invalidateQueries({ queryKey: conversationKeys.lists(appId) });
      return client.invalidateQueries({ queryKey: conversationKeys.detail(appId, id) });
    },
  });
}

/** Deletes a conversation; its history goes with it. */
export function useDeleteConversation(appId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (input: { id: string }) =>
      settle(
        await apiDelete<Changed<null>>(conversationPath(appId, input.id), undefined, {
          operationId: operationIdFor(input),
        }),
      ),
    onSuccess: (_, { id }) => {
      client.removeQueries({ queryKey: conversationKeys.detail(appId, id) });
      return client.invalidateQueries({ queryKey: conversationKeys.lists(appId) });
    },
  });
}

/** Starts one change over many conversations and answers its job. */
export function useBulkConversations(appId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ operationId, ...input }: WithOperation<BulkConversation>) => {
      const { result } = await apiPost<Changed<Job>>(`${conversationPath(appId)}/bulk`, input, {
        operationId,
      });
      if (!result) throw new Error("the bulk change was answered without a job");
      return result;
    },
    onSuccess: (job) => client.setQueryData(operationKeys.job(job.id), job),
  });
}

/** Asks a running job to stop. */
export function useStopJob() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: { id: string }) =>
      apiDelete<unknown>(`/api/jobs/${encodeURIComponent(input.id)}`, undefined, {
        operationId: operationIdFor(input),
      }),
    onSuccess: (_, { id }) => client.invalidateQueries({ queryKey: operationKeys.job(id) }),
  });
}
