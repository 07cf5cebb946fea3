import { z } from "zod";

/**
 * What LeanCloud answers to a failed request; the HTTP status is 4xx (429 for rates). Parse the body
 * of a non-2xx reply with it.
 */
export const errorReplySchema = z.looseObject({ code: z.number(), error: z.string() });

/** A reply that says nothing more than that it worked. */
export const emptyReplySchema = z.looseObject({});

/** Reply of updates and of member and mute changes. */
export const updatedReplySchema = z.looseObject({ objectId: z.string(), updatedAt: z.string() });

/** Reply of creations. 1.2 conversations answer the whole row instead. */
export const createdReplySchema = z.looseObject({ objectId: z.string(), createdAt: z.string() });

/** A list of client ids in `result`: members, mutes, a chat room's sample. */
export const clientIdsReplySchema = z.looseObject({ result: z.array(z.string()) });

/** `{count}`: subscribers and unread messages. */
export const countReplySchema = z.looseObject({ count: z.number() });

const truthy = new Set(["true", "1"]);
const falsy = new Set(["false", "0", ""]);

/** A boolean of a query string: `true`, `True`, `1`, `false`, `False`, `0` or empty. */
export const queryBooleanSchema = z.union([z.boolean(), z.string()]).transform((value, context) => {
  if (typeof value === "boolean") return value;
  const word = value.toLowerCase();
  if (truthy.has(word)) return true;
  if (falsy.has(word)) return false;
  context.addIssue({ code: "custom", message: "Not a boolean." });
  return z.NEVER;
});

/** A whole number of a query string or body, at least 0 and exactly representable. */
export const queryIntegerSchema = z
  .union([
    z.number(),
    z
      .string()
      .regex(/^\d{1,16}$/, "Not a whole number.")
      .transform(Number),
  ])
  .pipe(z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER));

/** A time in milliseconds; a fraction is cut off. */
export const timestampSchema = z
  .union([
    z.number(),
    z
      .string()
      .regex(/^\d{1,16}(\.\d+)?$/, "Not a timestamp.")
      .transform(Number),
  ])
  .pipe(z.number().nonnegative().max(8.64e15))
  .transform(Math.trunc);
