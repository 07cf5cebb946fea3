import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Changed } from "@/lib/contracts/common";
import type { InvitedOperator, InviteOperator, Operator, UpdateOperator } from "@/lib/contracts/operators";
import { apiDelete, apiPatch, apiPost } from "../http";
import { operationIdFor } from "../operation-id";
import { operatorKeys } from "./keys";

const path = (id: string) => `/api/operators/${encodeURIComponent(id)}`;

/** Invites an operator; the answer holds the link, which is shown once. */
export function useInviteOperator() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (input: InviteOperator) =>
      apiPost<Changed<InvitedOperator>>("/api/operators", input, { operationId: operationIdFor(input) }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: operatorKeys.list() }),
  });
}

/** Makes a new link for an operator: for one not yet in, or to set a new password. Older links stop working. */
export function useRenewInvitation() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (input: { id: string }) =>
      apiPost<Changed<InvitedOperator>>(
        `${path(input.id)}/invitation`,
        {},
        { operationId: operationIdFor(input) },
      ),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: operatorKeys.list() }),
  });
}

/** Changes name, roles or status; takes effect at once. */
export function useUpdateOperator() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (input: { id: string; change: UpdateOperator }) =>
      apiPatch<Changed<{ operator: Operator }>>(path(input.id), input.change, {
        operationId: operationIdFor(input),
      }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: operatorKeys.all }),
  });
}

/** Signs out one session of an operator, or all of them. */
export function useEndOperatorSession() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (input: { id: string; sessionId?: string }) =>
      apiDelete<Changed<null>>(
        `${path(input.id)}/sessions${input.sessionId ? `/${encodeURIComponent(input.sessionId)}` : ""}`,
        undefined,
        { operationId: operationIdFor(input) },
      ),
    onSuccess: (_, { id }) => queryClient.invalidateQueries({ queryKey: operatorKeys.sessions(id) }),
  });
}

/** Takes an operator's second factor away; they are signed out everywhere. */
export function useResetSecondFactor() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (input: { id: string }) =>
      apiDelete<Changed<null>>(`${path(input.id)}/second-factor`, undefined, {
        operationId: operationIdFor(input),
      }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: operatorKeys.all }),
  });
}

/** Takes up an invitation: sets the first password. */
export function acceptInvitation(token: string, password: string): Promise<unknown> {
  return apiPost(`/api/invitations/${encodeURIComponent(token)}`, { password });
}
