import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Changed } from "@/lib/contracts/common";
import type {
  ConfirmSecondFactor,
  ProveSecondFactor,
  RecoveryCodes,
  SecondFactorKey,
  StartSecondFactor,
} from "@/lib/contracts/second-factor";
import { apiDelete, apiPost, apiPut } from "../http";
import { operationIdFor } from "../operation-id";
import { accountKeys } from "./keys";

const path = "/api/account/second-factor";
/** What these answer is shown once and held no longer. */
const once = { gcTime: 0 };

/** Begins to set up a second factor; the answer holds the key for the authenticator. */
export function useStartSecondFactor() {
  return useMutation({
    ...once,
    mutationFn: (input: StartSecondFactor) =>
      apiPost<Changed<SecondFactorKey>>(path, input, { operationId: operationIdFor(input) }),
  });
}

/** Switches it on with a first code; the answer holds the recovery codes, and other sessions end. */
export function useConfirmSecondFactor() {
  const queryClient = useQueryClient();
  return useMutation({
    ...once,
    mutationFn: (input: ConfirmSecondFactor) =>
      apiPut<Changed<RecoveryCodes>>(path, input, { operationId: operationIdFor(input) }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: accountKeys.all }),
  });
}

/** Makes new recovery codes; those before stop working. */
export function useRenewRecoveryCodes() {
  const queryClient = useQueryClient();
  return useMutation({
    ...once,
    mutationFn: (input: ProveSecondFactor) =>
      apiPost<Changed<RecoveryCodes>>(`${path}/recovery-codes`, input, {
        operationId: operationIdFor(input),
      }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: accountKeys.secondFactor() }),
  });
}

/** Switches the second factor off. */
export function useSwitchOffSecondFactor() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (input: ProveSecondFactor) =>
      apiDelete<Changed<null>>(path, input, { operationId: operationIdFor(input) }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: accountKeys.secondFactor() }),
  });
}
