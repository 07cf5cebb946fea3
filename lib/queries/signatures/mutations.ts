import { useMutation } from "@tanstack/react-query";
import type {
  CheckSignature,
  MadeSignature,
  MakeSignature,
  SignatureCheck,
} from "@/lib/contracts/signatures";
import { appPath } from "../app/keys";
import { apiPost } from "../http";

/** Asks what is signed for an operation, and whether a signature is right. Changes nothing. */
export function useCheckSignature(appId: string) {
  return useMutation({
    mutationFn: (input: CheckSignature) =>
      apiPost<SignatureCheck>(appPath(appId, "signatures", "check"), input),
  });
}

/** Has the right signature made; the audit keeps that it was. */
export function useMakeSignature(appId: string) {
  return useMutation({
    mutationFn: (input: MakeSignature) => apiPost<MadeSignature>(appPath(appId, "signatures"), input),
  });
}
