import "server-only";
import { appendAudit } from "@/lib/console/audit/append-audit";
import { auditLooks } from "@/lib/console/audit/audit-looks";
import type { ConsoleContext } from "@/lib/console/context";
import { clearFailures, countFailure, inTryQueue, lockedFor } from "./lockout";
import { verifyPassword } from "./password";
import { createSession, type RequestOrigin } from "./sessions";

export type SignInResult =
  | { ok: true; operatorId: string; sessionId: string }
  | { ok: false; reason: "invalid" }
  | { ok: false; reason: "locked_out"; retryAfter: number };

/** Checks e-mail and password and starts a session. Every try is audited; of those while locked out the first. */
export async function signIn(
  context: ConsoleContext,
  input: { email: string; password: string } & RequestOrigin,
): Promise<SignInResult> {
  const email = input.email.trim().toLowerCase();
  return inTryQueue(email, input.ip, () => attempt(context, { ...input, email }));
}

async function attempt(
  context: ConsoleContext,
  input: { email: string; password: string } & RequestOrigin,
): Promise<SignInResult> {
  const { email, password, ip } = input;
  const wait = await lockedFor(context, email, ip);
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
  const fits = await verifyPassword(known?.password_hash ?? null, password);
  if (!known || !fits) {
    await countFailure(context, email, ip);
    await appendAudit(context.db, {
      ...subject,
      action: "session.sign-in",
      result: "failed",
      details: { error: "invalid", email },
    });
    return { ok: false, reason: "invalid" };
  }
  await clearFailures(context, email);
  const sessionId = await createSession(context.db, known.id, input);
  await appendAudit(context.db, { ...subject, action: "session.sign-in", result: "succeeded" });
  return { ok: true, operatorId: known.id, sessionId };
}
