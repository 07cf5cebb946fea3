import type { ImErrorCode } from "@/lib/protocol/error-codes";
import { ImError } from "../services/errors";
import { requireSignature as requireGiven } from "../services/sessions/require-signature";
import type { Gateway } from "./gateway";

/** The fields that carry a signature in session, conv and blacklist messages. */
export type SignatureFields = { s?: string; t?: number; n?: string };

/**
 * Checks a client's signature against every text it may have signed.
 * @throws ImError `code` when it is missing, wrong, too old, or from before the client was kicked
 */
export async function requireSignature(
  gateway: Gateway,
  input: {
    clientId: string;
    fields: SignatureFields;
    code: ImErrorCode;
    texts: (given: { timestamp: number; nonce: string }) => string[];
  },
): Promise<void> {
  const { clientId, code } = input;
  const { s: signature, t: timestamp, n: nonce } = input.fields;
  if (signature === undefined || timestamp === undefined || nonce === undefined) {
    throw new ImError(code, "A signature is required.");
  }
  const given = { signature, timestamp, nonce };
  await requireGiven(gateway.context, { clientId, given, texts: input.texts(given), code });
}
