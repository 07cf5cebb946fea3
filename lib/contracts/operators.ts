import { z } from "zod";
import { roleSchema } from "./session";

/** A role on one app, or on every app (`"*"`); an admin of every app also runs operators and apps. */
export const grantSchema = z.object({ appId: z.string().min(1).max(64), role: roleSchema });
export type Grant = z.infer<typeof grantSchema>;

export const operatorSchema = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  grants: z.array(grantSchema),
  status: z.enum(["active", "invited", "disabled", "locked"]),
  hasSecondFactor: z.boolean(),
  lastSeenAt: z.number().nullable(),
  createdAt: z.number(),
});
export type Operator = z.infer<typeof operatorSchema>;

/** `POST /api/operators` → `{ operator, invitationUrl }`; the link works once, for 72 hours. */
export const inviteOperatorSchema = z.object({
  email: z.email().max(254),
  name: z.string().trim().min(1).max(80),
  grants: z.array(grantSchema).min(1).max(100),
});
export type InviteOperator = z.infer<typeof inviteOperatorSchema>;
export type InvitedOperator = { operator: Operator; invitationUrl: string };

/** `PATCH /api/operators/{id}`: takes effect at once, all sessions of the operator end when role or status change. */
export const updateOperatorSchema = z.object({
  name: z.string().trim().min(1).max(80).optional(),
  grants: z.array(grantSchema).min(1).max(100).optional(),
  status: z.enum(["active", "disabled"]).optional(),
});
export type UpdateOperator = z.infer<typeof updateOperatorSchema>;

export const passwordSchema = z.string().min(12).max(200);
/** `POST /api/invitations/{token}` (no session needed). */
export const acceptInvitationSchema = z.object({ password: passwordSchema });

/** `POST /api/account/password` */
export const changePasswordSchema = z.object({ current: z.string().min(1).max(200), next: passwordSchema });
export type ChangePassword = z.infer<typeof changePasswordSchema>;

/** `PATCH /api/account` */
export const updateAccountSchema = z.object({
  name: z.string().trim().min(1).max(80).optional(),
  locale: z.enum(["en", "zh-CN"]).nullable().optional(),
  timeZone: z.string().max(64).refine(isTimeZone, "must be an IANA time zone").nullable().optional(),
  theme: z.enum(["system", "light", "dark"]).optional(),
  density: z.enum(["comfortable", "compact"]).optional(),
});
export type UpdateAccount = z.infer<typeof updateAccountSchema>;

/** `GET /api/account/sessions`, `GET /api/operators/{id}/sessions`; `DELETE …/{sessionId}` signs out. */
export type OperatorSession = {
  id: string;
  createdAt: number;
  lastSeenAt: number;
  ip: string | null;
  userAgent: string | null;
  isCurrent: boolean;
};

/** Pages format times in it: one that nobody knows would make every page fail. */
function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).format(0) !== "";
  } catch {
    return false;
  }
}
