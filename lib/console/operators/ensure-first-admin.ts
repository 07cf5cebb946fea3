import "server-only";
import { randomUUID } from "node:crypto";
import { hashPassword } from "@/lib/auth/password";
import { appendAudit } from "../audit/append-audit";
import type { ConsoleContext } from "../context";
import type { ConsoleDb } from "../store/open-store";
import { withStore } from "../store/with-store";

export type FirstAdmin = { email: string; created: boolean; mustChangePassword: boolean };

/**
 * Makes the first operator, an admin of every app. Does nothing when there is an operator already
 * and answers how the first admin stands now.
 */
export async function ensureFirstAdmin(
  input: { email: string; password: string; mustChangePassword: boolean },
  context?: Pick<ConsoleContext, "db">,
): Promise<FirstAdmin> {
  const password_hash = await hashPassword(input.password);
  const ensure = (db: ConsoleDb) => makeFirstAdmin(db, input, password_hash);
  return context ? ensure(context.db) : withStore(ensure);
}

function makeFirstAdmin(
  db: ConsoleDb,
  input: { email: string; mustChangePassword: boolean },
  password_hash: string,
): Promise<FirstAdmin> {
  return db.transaction().execute(async (trx) => {
    const first = await trx
      .selectFrom("operators")
      .select(["email", "must_change_password"])
      .orderBy("created_at")
      .executeTakeFirst();
    if (first) {
      return { email: first.email, created: false, mustChangePassword: first.must_change_password === 1 };
    }
    const id = randomUUID();
    const email = input.email.trim().toLowerCase();
    await trx
      .insertInto("operators")
      .values({
        id,
        email,
        name: "Admin",
        password_hash,
        status: "active",
        must_change_password: input.mustChangePassword ? 1 : 0,
        locale: null,
        time_zone: null,
        theme: "system",
        density: "comfortable",
        last_seen_at: null,
        created_at: Date.now(),
      })
      .execute();
    await trx.insertInto("grants").values({ operator_id: id, app_id: "*", role: "admin" }).execute();
    await appendAudit(trx, {
      action: "operator.create",
      result: "succeeded",
      target: { type: "operator", id, label: email, href: null },
      details: { after: { email, grants: [{ appId: "*", role: "admin" }] } },
    });
    return { email, created: true, mustChangePassword: input.mustChangePassword };
  });
}
