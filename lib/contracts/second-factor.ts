import { z } from "zod";

/** An authenticator's code or a recovery code, as it was typed. */
export const codeSchema = z.string().trim().min(1).max(40);
const presentPasswordSchema = z.string().min(1).max(200);

/** `GET /api/account/second-factor` */
export const secondFactorSchema = z.object({
  /** Since when signing in takes a code; null while it does not. */
  enabledAt: z.number().nullable(),
  recoveryCodesLeft: z.number(),
});
export type SecondFactor = z.infer<typeof secondFactorSchema>;

/** `POST /api/account/second-factor`: begins to set it up. */
export const startSecondFactorSchema = z.object({ password: presentPasswordSchema });
export type StartSecondFactor = z.infer<typeof startSecondFactorSchema>;
/** What an authenticator needs: to type, or to scan (the path of an SVG whose sides are `size` long). Told once. */
export type SecondFactorKey = { secret: string; qrCode: { size: number; path: string } };

/** `PUT /api/account/second-factor`: a first code switches it on. */
export const confirmSecondFactorSchema = z.object({ code: codeSchema });
export type ConfirmSecondFactor = z.infer<typeof confirmSecondFactorSchema>;

/** `DELETE /api/account/second-factor`, `POST /api/account/second-factor/recovery-codes` */
export const proveSecondFactorSchema = z.object({ password: presentPasswordSchema, code: codeSchema });
export type ProveSecondFactor = z.infer<typeof proveSecondFactorSchema>;

/** Told once; each works once. */
export type RecoveryCodes = { recoveryCodes: string[] };
