import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { App, ConnectionTest, CreateApp, UpdateApp } from "@/lib/contracts/apps";
import type { Changed } from "@/lib/contracts/common";
import { apiDelete, apiPatch, apiPost } from "../http";
import { operationIdFor } from "../operation-id";
import { appsKeys } from "./keys";

const path = (id: string) => `/api/apps/${encodeURIComponent(id)}`;

export type Connection = Pick<CreateApp, "serverUrl" | "leancloudAppId" | "appKey" | "masterKey">;

/** Adds a hosted app. */
export function useCreateApp() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (input: CreateApp) =>
      apiPost<Changed<{ app: App }>>("/api/apps", input, { operationId: operationIdFor(input) }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: appsKeys.all }),
  });
}

/** Changes an app; keys left out stay as they are. */
export function useUpdateApp() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (input: { id: string; change: UpdateApp }) =>
      apiPatch<Changed<{ app: App }>>(path(input.id), input.change, { operationId: operationIdFor(input) }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: appsKeys.all }),
  });
}

/** Removes an app from the console; nothing is deleted on its server. */
export function useDeleteApp() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (input: { id: string }) =>
      apiDelete<Changed<null>>(path(input.id), undefined, { operationId: operationIdFor(input) }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: appsKeys.all }),
  });
}

/** Tries a kept app's connection, or one just typed in. */
export function useTestConnection() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (input: { id: string } | { connection: Connection }) => {
      const options = { operationId: operationIdFor(input) };
      const answer =
        "id" in input
          ? await apiPost<ConnectionTest | Changed<ConnectionTest>>(`${path(input.id)}/test`, {}, options)
          : await apiPost<ConnectionTest | Changed<ConnectionTest>>(
              "/api/apps/test",
              input.connection,
              options,
            );
      return "steps" in answer ? answer : answer.result;
    },
    // The test of a kept app also finds out what its server can do.
    onSuccess: (_, input) =>
      "id" in input ? queryClient.invalidateQueries({ queryKey: appsKeys.all }) : undefined,
  });
}
