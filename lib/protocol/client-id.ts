import { z } from "zod";
import { limits } from "./limits";

/** Control characters and lone surrogates cannot be stored and sent back unchanged. */
const UNSAFE = /[\p{Cc}\p{Surrogate}]/u;

/**
 * A client id. The documented alphabet (letters, digits, `_` and `-`, no leading digit) is not
 * enforced, as clients in the field log in with UUIDs and numbers; length (64) and storability are.
 */
export const clientIdSchema = z
  .string()
  .min(1, "A client id must not be empty.")
  .max(limits.clientIdLength, `A client id has at most ${limits.clientIdLength} characters.`)
  .refine((id) => !UNSAFE.test(id), "A client id must not contain control characters.");

/** An id of a conversation, message or record as a request carries it. */
export const idSchema = z
  .string()
  .min(1, "An id must not be empty.")
  .max(limits.idLength, `An id has at most ${limits.idLength} characters.`)
  .refine((id) => !UNSAFE.test(id), "An id must not contain control characters.");

/** The ids without repeats, in the order of their first appearance. */
export function uniqueClientIds(ids: readonly string[]): string[] {
  return [...new Set(ids)];
}
