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
 * Checks that the app's own server signed `text` for a client.
 * @throws ImError `code` when it is wrong, too old, or from before the client was kicked
 */
export async function requireSignature(
  context: ImContext,
  input: { clientId: string; given: GivenSignature; text: string; code: ImErrorCode },
): Promise<void> {
  const { clientId, given, text, code } = input;
  const signedAt = toMilliseconds(given.timestamp);
  if (Math.abs(context.now() - signedAt) > VALIDITY) throw new ImError(code, "The signature has expired.");
  const expected = createHmac("sha1", context.keys.masterKey).update(text).digest();
  const actual = Buffer.from(given.signature, "hex");
  if (actual.length !== expected.length || !timingSafeEqual(actual, expected)) throw new ImError(code);
  const kickedAt = await context.store.getKickedAt(clientId);
  if (kickedAt !== null && signedAt <= kickedAt) {
    throw new ImError(code, "The signature is from before a kick.");
  }
}
