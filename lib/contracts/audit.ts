import { z } from "zod";
import { timestampSchema } from "./common";

export const auditRowSchema = z.object({
  /** From 1, without holes. */
  seq: z.number(),
  at: z.number(),
  operatorId: z.string().nullable(),
  operatorEmail: z.string().nullable(),
  /** `message.send`, `conversation.read`, `operator.disable` … */
  action: z.string(),
  appId: z.string().nullable(),
  /** What it was done to; `href` leads there where there is a page. */
  target: z
    .object({ type: z.string(), id: z.string(), label: z.string().nullable(), href: z.string().nullable() })
    .nullable(),
  result: z.enum(["succeeded", "failed", "denied", "unknown"]),
  ip: z.string().nullable(),
  requestId: z.string().nullable(),
  operationId: z.string().nullable(),
  /** `{ before?, after?, input?, error? }`, secrets left out. */
  details: z.record(z.string(), z.unknown()),
  hash: z.string(),
});
export type AuditRow = z.infer<typeof auditRowSchema>;

/** `GET /api/audit`, newest first; `GET /api/audit/export` gives the same as CSV or NDJSON. */
export const auditQuerySchema = z.object({
  operator: z.string().max(64).optional(),
  action: z.string().max(64).optional(),
  app: z.string().max(64).optional(),
  target: z.string().max(128).optional(),
  result: z.enum(["succeeded", "failed", "denied", "unknown"]).optional(),
  since: timestampSchema.optional(),
  until: timestampSchema.optional(),
  /** Rows with a smaller `seq`. */
  before: z.coerce.number().int().positive().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(100),
});
export type AuditQuery = z.input<typeof auditQuerySchema>;
export type AuditPage = { rows: AuditRow[]; next: number | null };

/** `GET /api/audit/chain`: `intact` up to `verifiedSeq`; `brokenAt` is the first row that does not fit. */
export type AuditChain = {
  intact: boolean;
  verifiedSeq: number;
  verifiedAt: number;
  brokenAt: number | null;
};
