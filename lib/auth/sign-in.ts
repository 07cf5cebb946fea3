import "server-only";
import { appendAudit } from "@/lib/console/audit/append-audit";
import { auditLooks } from "@/lib/console/audit/audit-looks";
import type { ConsoleContext } from "@/lib/console/context";
import { deviceCookie, knownDevice } from "./known-device";
import { clearFailures, countFailure, type Guesser, inTryQueue, lockedFor } from "./lockout";
import { verifyPassword } from "./password";
import { hasSecondFactor, type SpentCode, spendCode } from "./second-factor/second-factors";
import { createSession, type RequestOrigin } from "./sessions";

export type SignInResult =
  /** `deviceCookie`: by which the browser is known to the account from now on. */
  | { ok: true; operatorId: string; sessionId: string; deviceCookie: string }
  | { ok: false; reason: "invalid" }
  /** The password was right; a code has to come with it. Nothing is told of a second factor before that. */
  | { ok: false; reason: "code_required" | "code_wrong" }
  | { ok: false; reason: "locked_out"; retryAfter: number };

/** `device`: what the browser's device cookie says. */
type Input = { email: string; password: string; code?: string; device?: string } & RequestOrigin;

/**
 * Checks e-mail, password and the code of a second factor where there is one, and starts a session. Every try is
 * audited; of those while locked out, and of those that are asked for a code, the first.
 */
export async function signIn(context: ConsoleContext, input: Input): Promise<SignInResult> {
  const email = input.email.trim().toLowerCase();
  const guesser = { email, ip: input.ip, known: knownDevice(context.keyring, input.device, email) };
  return inTryQueue(guesser, () => attempt(context, guesser, input));
}

async function attempt(context: ConsoleContext, guesser: Guesser, input: Input): Promise<SignInResult> {
  const { email, ip, known: device = null } = guesser;
  const { password, code } = input;
  const wait = await lockedFor(context, guesser);
  const operator = await context.db
    .selectFrom("operators")
    .selectAll()
    .where("email", "=", email)
    .executeTakeFirst();
  const known = operator?.status === "active" ? operator : null;
  const subject = { operatorId: known?.id ?? null, operatorEmail: known?.email ?? null, ip };
  if (wait > 0) {
    // Anyone can go on trying for ever, and the audit cannot be shortened: once in a while will do.
    await auditLooks("locked out", [ip ?? email], () =>
      appendAudit(context.db, {
        ...subject,
        action: "session.sign-in",
        result: "denied",
        details: { error: "locked_out", email },
      }),
    );
    return { ok: false, reason: "locked_out", retryAfter: Math.ceil(wait / 1000) };
  }
  const refuse = async <Reason extends "invalid" | "code_wrong">(reason: Reason) => {
    await countFailure(context, guesser);
    await appendAudit(context.db, {
      ...subject,
      action: "session.sign-in",
      result: "failed",
      details: { error: reason, email },
    });
    return { ok: false, reason } as const;
  };
  const fits = await verifyPassword(known?.password_hash ?? null, password);
  if (!known || !fits) return refuse("invalid");
  let secondFactor: SpentCode | null = null;
  if (await hasSecondFactor(context.db, known.id)) {
    // Neither counted nor forgotten: whoever has only the password gets no more tries at the code by it.
    if (!code) return askForCode(context, subject);
    secondFactor = await spendCode(context, known.id, code);
    if (!secondFactor) return refuse("code_wrong");
  }
  await clearFailures(context, email, device);
  const sessionId = await createSession(context.db, known.id, input);
  await appendAudit(context.db, {
    ...subject,
    action: "session.sign-in",
    result: "succeeded",
    details: secondFactor ? { secondFactor } : {},
  });
  return { ok: true, operatorId: known.id, sessionId, deviceCookie: deviceCookie(context, email, device) };
}

/** Audited, as somebody knows the password: a sign-in that never comes to its end is worth a look. */
async function askForCode(
  { db }: ConsoleContext,
  subject: { operatorId: string | null; operatorEmail: string | null; ip: string | null },
): Promise<SignInResult> {
  await auditLooks("code required", [`${subject.ip} ${subject.operatorId}`], () =>
    appendAudit(db, {
      ...subject,
      action: "session.sign-in",
      result: "denied",
      details: { error: "code_required" },
    }),
  );
  return { ok: false, reason: "code_required" };
}
