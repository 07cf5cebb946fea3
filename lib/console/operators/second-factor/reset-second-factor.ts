import "server-only";
import type { Kysely } from "kysely";
import { removeSecondFactor } from "@/lib/auth/second-factor/second-factors";
import { revokeSessions } from "@/lib/auth/sessions";
import { appendAudit } from "../../audit/append-audit";
import { RefusedError } from "../../refused-error";
import type { ConsoleDb } from "../../store/open-store";
import type { ConsoleTables } from "../../store/tables";
import { withStore } from "../../store/with-store";

type Reset = { email: string; ended: number };

/** Takes away the second factor of an operator who lost their device, and signs them out everywhere. */
export function resetSecondFactor(db: ConsoleDb, operatorId: string): Promise<Reset> {
  return db.transaction().execute((trx) => reset(trx, operatorId));
}

/** The same from the command line, by e-mail: the way back in for an only admin. Audited with it. */
export function resetSecondFactorByEmail(email: string): Promise<Reset> {
  return withStore(async (db) => {
    const operator = await db
      .selectFrom("operators")
      .select("id")
      .where("email", "=", email.trim().toLowerCase())
      .executeTakeFirst();
    const id = operator?.id ?? "";
    return db.transaction().execute(async (trx) => {
      const done = await reset(trx, id);
      await appendAudit(trx, {
        action: "operator.second-factor-reset",
        result: "succeeded",
        target: { type: "operator", id, label: done.email, href: "/operators" },
        details: { from: "command line", ended: done.ended },
      });
      return done;
    });
  });
}

/** Begins with a write, as the console may be writing too: a transaction that has read before could not wait for it. */
async function reset(db: Kysely<ConsoleTables>, operatorId: string): Promise<Reset> {
  const wasOn = await removeSecondFactor(db, operatorId);
  const operator = await db
    .selectFrom("operators")
    .select("email")
    .where("id", "=", operatorId)
    .executeTakeFirst();
  if (!operator) throw new RefusedError("not_found", "There is no such operator.");
  if (!wasOn) throw new RefusedError("conflict", "This operator has no second factor.");
  return { email: operator.email, ended: await revokeSessions(db, operatorId) };
}
