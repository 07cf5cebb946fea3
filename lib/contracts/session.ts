import { z } from "zod";

export const roleSchema = z.enum(["agent", "moderator", "admin"]);
export type Role = z.infer<typeof roleSchema>;

/** Everything a role can be allowed. The table of who may is `lib/auth/permissions.ts`, nowhere else. */
export const permissionSchema = z.enum([
  "conversation.read",
  "conversation.create",
  "conversation.edit",
  "conversation.delete",
  "message.send",
  "message.edit",
  "message.recall",
  "message.delete",
  "member.mute",
  "member.silence",
  "member.block",
  "member.role",
  "client.kick",
  "signature.check",
  "signature.make",
  "service.create",
  "service.subscribers",
  "service.send",
  "broadcast.send",
  "broadcast.manage",
  "app.manage",
  "operator.manage",
  "audit.read",
]);
export type Permission = z.infer<typeof permissionSchema>;

export const capabilitySchema = z.enum([
  "search",
  "versions",
  "changers",
  "last-messages",
  "client-summary",
  "events",
  "settings",
  "sessions",
  "traces",
  "restrictions",
]);
export type Capability = z.infer<typeof capabilitySchema>;

export const appColorSchema = z.enum(["neutral", "blue", "green", "amber", "red", "violet"]);

/** An app as every operator who may open it sees it. */
export const sessionAppSchema = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(["embedded", "hosted"]),
  environment: z.enum(["production", "development"]),
  color: appColorSchema,
  role: roleSchema,
  permissions: z.array(permissionSchema),
  capabilities: z.array(capabilitySchema),
  /** Client ids that this operator may send as. Empty for admins and moderators: any. */
  senderIds: z.array(z.string()),
  trustedMediaHosts: z.array(z.string()),
});
export type SessionApp = z.infer<typeof sessionAppSchema>;

/** `GET /api/session` */
export const sessionSchema = z.object({
  operator: z.object({
    id: z.string(),
    email: z.string(),
    name: z.string(),
    locale: z.enum(["en", "zh-CN"]).nullable(),
    timeZone: z.string().nullable(),
    theme: z.enum(["system", "light", "dark"]),
    density: z.enum(["comfortable", "compact"]),
    mustChangePassword: z.boolean(),
  }),
  /** Permissions outside any app: `operator.manage`, `audit.read`, `app.manage`. */
  permissions: z.array(permissionSchema),
  apps: z.array(sessionAppSchema),
});
export type Session = z.infer<typeof sessionSchema>;
