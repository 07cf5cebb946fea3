import { z } from "zod";

/** When the server calls out, by hook name as LeanCloud's cloud functions are named. */
export const hookNames = [
  "_messageReceived",
  "_messageSent",
  "_receiversOffline",
  "_messageUpdate",
  "_conversationStart",
  "_conversationStarted",
  "_conversationAdd",
  "_conversationAdded",
  "_conversationRemove",
  "_conversationRemoved",
  "_conversationUpdate",
  "_clientOnline",
  "_clientOffline",
  "_rtmClientSign",
] as const;
export type HookName = (typeof hookNames)[number];

const urlSchema = z.url({ protocol: /^https?$/ }).max(2000);

/** An app's instant messaging settings. Everything has a default, so that stored ones may be older. */
export const appSettingsSchema = z.object({
  /** Which operations of clients must carry a signature. */
  signatures: z
    .object({
      login: z.boolean().default(false),
      conversations: z.boolean().default(false),
      blacklist: z.boolean().default(false),
    })
    .prefault({}),
  features: z
    .object({
      edit: z.boolean().default(true),
      recall: z.boolean().default(true),
      roles: z.boolean().default(true),
      blacklist: z.boolean().default(true),
    })
    .prefault({}),
  hooks: z
    .object({
      /** Called with POST `{url}/{hook name}`; null switches hooks off. */
      url: urlSchema.nullable().default(null),
      /** Which hooks are called. */
      enabled: z.array(z.enum(hookNames)).default([]),
      /** Refuse the operation when a hook fails; LeanCloud continues unless told so. */
      refuseOnFailure: z.boolean().default(false),
      timeoutMs: z.int().min(100).max(15_000).default(5000),
    })
    .prefault({}),
  /** Words that become `***`. */
  wordFilter: z.array(z.string().min(1).max(100)).max(10_000).default([]),
  /** Where messages of clients to service conversations are posted. */
  serviceWebHook: urlSchema.nullable().default(null),
});
export type AppSettings = z.infer<typeof appSettingsSchema>;

/** GET /parley/1/settings. */
export const appSettingsReplySchema = appSettingsSchema.extend({
  /** How often they were put: another one, and somebody has changed them. */
  revision: z.int().min(0),
});
export type AppSettingsReply = z.infer<typeof appSettingsReplySchema>;

/** PUT /parley/1/settings: with a `revision`, refused (305) when another one stands. */
export const putAppSettingsSchema = appSettingsSchema.extend({ revision: z.int().min(0).optional() });
