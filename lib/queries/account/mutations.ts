import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Changed } from "@/lib/contracts/common";
import type { ChangePassword, UpdateAccount } from "@/lib/contracts/operators";
import { apiDelete, apiPatch, apiPost } from "../http";
import { operationIdFor } from "../operation-id";
import { accountKeys } from "./keys";

/** Changes the password; every other session of the operator ends. */
export function changePassword(input: ChangePassword): Promise<Changed<null>> {
  return apiPost("/api/account/password", input, { operationId: operationIdFor(input) });
}

/** Changes name and preferences of the signed-in operator. */
export function useUpdateAccount() {
  return useMutation({
    mutationFn: (input: UpdateAccount) =>
      apiPatch<Changed<null>>("/api/account", input, { operationId: operationIdFor(input) }),
  });
}

/** Signs out every session of the operator but this one. */
export function useEndOtherSessions() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => apiDelete<Changed<null>>("/api/account/sessions"),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: accountKeys.sessions() }),
  });
}

/** Signs out one of the operator's own sessions. */
export function useEndAccountSession() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (input: { sessionId: string }) =>
      apiDelete<Changed<null>>(`/api/account/sessions/${encodeURIComponent(input.sessionId)}`, undefined, {
        operationId: operationIdFor(input),
      }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: accountKeys.sessions() }),
  });
}
