import type { ImErrorCode } from "@/lib/protocol/error-codes";
import { signedText, type ToSign } from "@/lib/protocol/signed-text";
import { ImError } from "../services/errors";
import { requireSignature as requireGiven } from "../services/sessions/require-signature";
import type { Gateway } from "./gateway";

/** The fields that carry a signature in session, conv and blacklist messages. */
export type SignatureFields = { s?: string; t?: number; n?: string };

/** What is signed, but for who signs it and when. */
export type Signed = Omit<ToSign, "appId" | "clientId" | "timestamp" | "nonce">;

/**
 * Checks a client's signature against everything that it may stand for.
 * @throws ImError `code` when it is missing, wrong, too old, or from before the client was kicked
 */
export async function requireSignature(
  { context }: Gateway,
  input: { clientId: string; fields: SignatureFields; code: ImErrorCode; signed: readonly Signed[] },
): Promise<void> {
  const { clientId, code } = input;
  const { s: signature, t: timestamp, n: nonce } = input.fields;
  if (signature === undefined || timestamp === undefined || nonce === undefined) {
    throw new ImError(code, "A signature is required.");
  }
  const { appId } = context.keys;
  const texts = input.signed.map((signed) => signedText({ ...signed, appId, clientId, timestamp, nonce }));
  await requireGiven(context, { clientId, given: { signature, timestamp, nonce }, texts, code });
}
