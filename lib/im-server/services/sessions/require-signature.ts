import { createHmac, timingSafeEqual } from "node:crypto";
import type { ImErrorCode } from "@/lib/protocol/error-codes";
import { toMilliseconds } from "@/lib/protocol/signatures";
import type { ImContext } from "../context";
import { ImError } from "../errors";

/** How far a signature's time may lie from now, either way. */
const VALIDITY = 6 * 3_600_000;

/** A signature as it was given: `timestamp` as it stands in the signed text, seconds or milliseconds. */
export type GivenSignature = { signature: string; timestamp: number; nonce: string };

/**
 * Checks that the app's own server signed one of `texts` for a client.
 * @throws ImError `code` when it is wrong, too old, or from before the client was kicked
 */
export async function requireSignature(
  context: ImContext,
  input: { clientId: string; given: GivenSignature; texts: string[]; code: ImErrorCode },
): Promise<void> {
  const { clientId, given, texts, code } = input;
  const signedAt = toMilliseconds(given.timestamp);
  if (Math.abs(context.now() - signedAt) > VALIDITY) throw new ImError(code, "The signature has expired.");
  if (!texts.some((text) => isSignedBy(context.keys.masterKey, text, given.signature)))
    throw new ImError(code);
  const kickedAt = await context.store.getKickedAt(clientId);
  if (kickedAt !== null && signedAt <= kickedAt) {
    throw new ImError(code, "The signature is from before a kick.");
  }
}

function isSignedBy(masterKey: string, text: string, signature: string): boolean {
  const expected = createHmac("sha1", masterKey).update(text).digest();
  const given = Buffer.from(signature, "hex");
  return given.length === expected.length && timingSafeEqual(given, expected);
}
