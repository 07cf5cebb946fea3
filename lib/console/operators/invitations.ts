import "server-only";
import { createHash, randomBytes } from "node:crypto";
import type { Kysely } from "kysely";
import { clearFailures } from "@/lib/auth/lockout";
import { hashPassword } from "@/lib/auth/password";
import { revokeSessions } from "@/lib/auth/sessions";
import { appendAudit } from "../audit/append-audit";
import type { ConsoleContext } from "../context";
import { RefusedError } from "../refused-error";
import type { ConsoleTables } from "../store/tables";

const validMs = 72 * 3_600_000;
type Db = Kysely<ConsoleTables>;

/** A new link for an operator; those before it stop working. Answers the token, which is not kept. */
export async function createInvitation(db: Db, operatorId: string): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  const now = Date.now();
  await db.deleteFrom("invitations").where("operator_id", "=", operatorId).execute();
  await db
    .insertInto("invitations")
    .values({
      token_hash: hashToken(token),
      operator_id: operatorId,
      created_at: now,
      expires_at: now + validMs,
      used_at: null,
    })
    .execute();
  return token;
}

/** Whom an invitation is for. Throws `not_found` when it was used, has expired or never was. */
export async function readInvitation(db: Db, token: string) {
  const found = await db
    .selectFrom("invitations")
    .innerJoin("operators", "operators.id", "invitations.operator_id")
    .select(["operators.id", "operators.email", "operators.name"])
    .where("token_hash", "=", hashToken(token))
    .where("used_at", "is", null)
    .where("expires_at", ">", Date.now())
    .where("operators.status", "!=", "disabled")
    .executeTakeFirst();
  if (!found) throw new RefusedError("not_found", "This link was used already or is older than 72 hours.");
  return found;
}

/** Takes up an invitation: sets the password, once. Sessions from before end. */
export async function acceptInvitation(
  context: ConsoleContext,
  token: string,
  password: string,
  from: { ip: string | null; requestId: string },
): Promise<void> {
  // Asked first: hashing is dear, and strangers shall not be able to cause it.
  await readInvitation(context.db, token);
  const password_hash = await hashPassword(password);
  const operator = await context.db.transaction().execute(async (trx) => {
    const found = await readInvitation(trx, token);
    await trx
      .updateTable("invitations")
      .set({ used_at: Date.now() })
      .where("token_hash", "=", hashToken(token))
      .execute();
    await trx
      .updateTable("operators")
      .set({ password_hash, status: "active", must_change_password: 0 })
      .where("id", "=", found.id)
      .execute();
    await revokeSessions(trx, found.id);
    await appendAudit(trx, {
      action: "operator.accept-invitation",
      result: "succeeded",
      operatorId: found.id,
      operatorEmail: found.email,
      target: { type: "operator", id: found.id, label: found.email, href: "/operators" },
      ...from,
    });
    return found;
  });
  await clearFailures(context, operator.email);
}

function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
