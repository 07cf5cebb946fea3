import { z } from "zod";

/** A LeanCloud client id as Parley accepts it: any text of 1 to 64 characters without line breaks. */
export const clientIdSchema = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[^\r\n\t]+$/);
export const objectIdSchema = z
  .string()
  .min(1)
  .max(128)
  .regex(/^[\w:-]+$/);
/** A place in a history: `{timestamp ms}.{message id}`. */
export const cursorSchema = z.string().regex(/^\d{1,16}(\.[\w=+/-]{1,64})?$/);
export const timestampSchema = z.coerce.number().int().nonnegative().max(8_640_000_000_000_000);

/** What went wrong, as the console's own API says it; the only codes a page has to know. */
export const apiErrorCodes = [
  "bad_request",
  "unauthenticated",
  "password_change_required",
  "forbidden",
  "not_found",
  "conflict",
  "too_large",
  "rate_limited",
  "locked_out",
  /** The IM server understood and refused; `details.upstreamCode` is LeanCloud's code. */
  "upstream_rejected",
  "upstream_unavailable",
  /** The app's keys were refused by the IM server. */
  "upstream_unauthorized",
  /** This IM server lacks the feature; see capabilities. */
  "not_supported",
  /** Whether the change was carried out cannot be found out, now or later; `details.why` says what stands in the way. */
  "unknowable",
  "internal",
] as const;
export type ApiErrorCode = (typeof apiErrorCodes)[number];

/** Whose fault in one word: the person's, Parley's, or the IM server's. */
export const faultSchema = z.enum(["you", "parley", "server"]);

export const apiErrorSchema = z.object({
  error: z.object({
    code: z.enum(apiErrorCodes),
    /** English, safe to show, says what to do. */
    message: z.string(),
    fault: faultSchema,
    requestId: z.string(),
    /** Field errors by path, upstream code, `retryAfter` seconds, the permission that was missing … */
    details: z.record(z.string(), z.unknown()).optional(),
  }),
});
export type ApiErrorBody = z.infer<typeof apiErrorSchema>;

/** Why nobody can find out whether a change was carried out whose answer was lost. */
export type UnknowableReason = "transient" | "timed-silence" | "too-much" | "not-kept";

/**
 * Every change answers with its operation. `unknown`: the request left but no reply came;
 * the console is settling it from history, ask `GET /api/operations/{id}` until it is settled.
 */
export const operationStateSchema = z.enum(["pending", "succeeded", "failed", "unknown"]);
export const operationSchema = z.object({
  id: z.uuid(),
  action: z.string(),
  appId: z.string().nullable(),
  state: operationStateSchema,
  startedAt: z.number(),
  /** Of an `unknown` one: since when it is certain that it stays so; the error is `unknowable`. */
  settledAt: z.number().nullable(),
  /** What the call answered, when it succeeded. */
  result: z.unknown().nullable(),
  error: apiErrorSchema.shape.error.nullable(),
});
export type Operation = z.infer<typeof operationSchema>;
/** The body of every successful change: `{ operation, result }`; 200 when settled, 202 when `unknown`. */
export type Changed<Result> = { operation: Operation; result: Result | null };
