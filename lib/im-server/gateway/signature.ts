import { createHmac, timingSafeEqual } from "node:crypto";
import type { ImErrorCode } from "@/lib/protocol/error-codes";
import { toMilliseconds } from "@/lib/protocol/signatures";
import { ImError } from "../services/errors";
import type { Gateway } from "./gateway";

/** How far a signature's time may lie from now, either way. */
const VALIDITY = 6 * 3_600_000;

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
  const { fields, code } = input;
  if (fields.s === undefined || fields.t === undefined || fields.n === undefined) {
    throw new ImError(code, "A signature is required.");
  }
  const { keys, store, now } = gateway.context;
  const signedAt = toMilliseconds(fields.t);
  if (Math.abs(now() - signedAt) > VALIDITY) throw new ImError(code, "The signature has expired.");
  const texts = input.texts({ timestamp: fields.t, nonce: fields.n });
  if (!texts.some((text) => isSignedBy(keys.masterKey, text, fields.s ?? ""))) throw new ImError(code);
  const kickedAt = await store.getKickedAt(input.clientId);
  if (kickedAt !== null && signedAt <= kickedAt)
    throw new ImError(code, "The signature is from before a kick.");
}

function isSignedBy(masterKey: string, text: string, signature: string): boolean {
  const expected = createHmac("sha1", masterKey).update(text).digest();
  const given = Buffer.from(signature, "hex");
  return given.length === expected.length && timingSafeEqual(given, expected);
}
