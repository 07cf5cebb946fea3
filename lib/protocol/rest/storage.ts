import { z } from "zod";
import { queryBooleanSchema, queryIntegerSchema } from "./common";

/** GET /1.1/classes/:class and /1.1/classes/:class/:id; `where` is JSON text. */
export const classQuerySchema = z.object({
  where: z.string().optional(),
  order: z.string().max(1000).optional(),
  limit: z.union([z.number(), z.string()]).optional(),
  skip: queryIntegerSchema.optional(),
  keys: z.string().max(4000).optional(),
  include: z.string().max(4000).optional(),
  count: z.union([z.string(), z.number(), z.boolean()]).optional(),
  returnACL: queryBooleanSchema.optional(),
});

/** POST and PUT under /1.1/classes; `new` and `fetchWhenSave` ask for the saved row. */
export const classWriteQuerySchema = z.object({
  new: queryBooleanSchema.optional(),
  fetchWhenSave: queryBooleanSchema.optional(),
  where: z.string().optional(),
});

/** GET /1.1/scan/classes/:class (master key). */
export const scanQuerySchema = z.object({
  where: z.string().optional(),
  limit: queryIntegerSchema.optional(),
  scan_key: z.string().max(64).optional(),
  cursor: z.string().max(512).optional(),
  keys: z.string().max(4000).optional(),
  returnACL: queryBooleanSchema.optional(),
});

/** POST /1.1/batch. Each request is answered by `{success}` or `{error: {code, error}}`. */
export const batchBodySchema = z.object({
  requests: z.array(
    z.looseObject({
      method: z.string().max(16),
      path: z.string().max(65_536),
      body: z.unknown().optional(),
      params: z.record(z.string(), z.unknown()).nullish(),
    }),
  ),
});
/** GET /1.1/date. */
export const dateReplySchema = z.object({ __type: z.literal("Date"), iso: z.string() });
