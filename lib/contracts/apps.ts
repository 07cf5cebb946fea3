import { z } from "zod";
import { clientIdSchema } from "./common";
import { appColorSchema, capabilitySchema } from "./session";

/** An app as its admins see it: keys are never told, only their fingerprints. */
export const appSchema = z.object({
  id: z.string(),
  kind: z.enum(["embedded", "hosted"]),
  name: z.string(),
  serverUrl: z.string(),
  /** LeanCloud's `X-LC-Id`. */
  leancloudAppId: z.string(),
  appKeyFingerprint: z.string(),
  masterKeyFingerprint: z.string(),
  environment: z.enum(["production", "development"]),
  color: appColorSchema,
  trustedMediaHosts: z.array(z.string()),
  senderIds: z.array(z.string()),
  /** Broadcasts a day, for the check page; null when not known. */
  broadcastDailyLimit: z.number().int().nullable(),
  /** What the server can do beyond LeanCloud's; null as long as it has not told. */
  capabilities: z.array(capabilitySchema).nullable(),
  /** Set by environment variables: the server and keys are changed there. */
  isManaged: z.boolean(),
  createdAt: z.number(),
});
export type App = z.infer<typeof appSchema>;

/** An address without what must not be kept or is not used; whether it may be called is asked of the policy. */
const serverUrlSchema = z
  .string()
  .trim()
  .max(500)
  .pipe(z.url())
  .refine((text) => !/^[^/?#]*:\/\/[^/?#]*@/.test(text), "must not hold a user name or password")
  .refine((text) => !/[?#]/.test(text), "must not hold a query or a fragment");
/** It goes into a header. */
const keySchema = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .regex(/^[\x20-\x7e]+$/, "must be plain letters, digits and signs");

export const appConnectionSchema = z.object({
  serverUrl: serverUrlSchema,
  leancloudAppId: keySchema,
  appKey: keySchema,
  masterKey: keySchema,
});
export type AppConnection = z.infer<typeof appConnectionSchema>;
export const createAppSchema = appConnectionSchema.extend({
  name: z.string().trim().min(1).max(80),
  environment: z.enum(["production", "development"]).default("production"),
  color: appColorSchema.default("blue"),
});
export type CreateApp = z.input<typeof createAppSchema>;

const mediaHostSchema = z.string().regex(/^(\*\.)?[a-z0-9.-]+(:\d+)?$/i);
/** `PATCH /api/apps/{id}`; keys left out stay as they are. */
export const updateAppSchema = appConnectionSchema.partial().extend({
  name: z.string().trim().min(1).max(80).optional(),
  environment: z.enum(["production", "development"]).optional(),
  color: appColorSchema.optional(),
  trustedMediaHosts: z.array(mediaHostSchema).max(100).optional(),
  senderIds: z.array(clientIdSchema).max(100).optional(),
  broadcastDailyLimit: z.number().int().min(0).max(100_000).nullable().optional(),
});
export type UpdateApp = z.input<typeof updateAppSchema>;

/** What one step of a connection test found. */
export type ConnectionFinding =
  | "address-right"
  | "server-answers"
  | "app-right"
  | "master-key-right"
  | "leancloud"
  | "parley"
  | "address-refused"
  | "name-unknown"
  | "no-connection"
  | "certificate"
  | "no-tls"
  | "redirects"
  | "timeout"
  | "not-leancloud"
  | "app-wrong"
  | "master-key-wrong"
  | "rate-limited"
  | "refused"
  | "not-tried";

/** `POST /api/apps/test` (a connection not yet kept) and `POST /api/apps/{id}/test`. */
export type ConnectionTest = {
  ok: boolean;
  /** Each in order; the first that failed says exactly what is wrong. */
  steps: {
    step: "address" | "reach" | "app" | "master-key" | "capabilities";
    ok: boolean;
    finding: ConnectionFinding;
    /** What the server or the network said itself, in its own words; null when that adds nothing. */
    detail: string | null;
    ms: number;
  }[];
  capabilities: z.infer<typeof capabilitySchema>[];
};
