import "server-only";
import { accountSubject } from "@/lib/auth/lockout";
import type { Operator } from "@/lib/contracts/operators";
import type { ConsoleContext } from "../context";
import type { OperatorRow } from "../store/tables";

type Context = Pick<ConsoleContext, "db" | "keyring">;

/** Everyone who may use the console, in the order they came. */
export async function listOperators(context: Context): Promise<Operator[]> {
  const rows = await context.db.selectFrom("operators").selectAll().orderBy("created_at").execute();
  return presentOperators(context, rows);
}

/** One operator; null when there is none. */
export async function findOperator(context: Context, id: string): Promise<Operator | null> {
  const rows = await context.db.selectFrom("operators").selectAll().where("id", "=", id).execute();
  const [operator] = await presentOperators(context, rows);
  return operator ?? null;
}

async function presentOperators(context: Context, rows: OperatorRow[]): Promise<Operator[]> {
  const { db } = context;
  const grants = await db.selectFrom("grants").selectAll().orderBy("app_id").execute();
  const locked = await db
    .selectFrom("sign_in_failures")
    .select("subject")
    .where("locked_until", ">", Date.now())
    .execute();
  const factors = await db
    .selectFrom("second_factors")
    .select("operator_id")
    .where("enabled_at", "is not", null)
    .execute();
  const withFactor = new Set(factors.map((row) => row.operator_id));
  const lockedSubjects = new Set(locked.map((row) => row.subject));
  return rows.map((row) => ({
    id: row.id,
    email: row.email,
    name: row.name,
    grants: grants
      .filter((grant) => grant.operator_id === row.id)
      .map((grant) => ({ appId: grant.app_id, role: grant.role })),
    status:
      row.status === "active" && lockedSubjects.has(accountSubject(context, row.email))
        ? "locked"
        : row.status,
    hasSecondFactor: withFactor.has(row.id),
    lastSeenAt: row.last_seen_at,
    createdAt: row.created_at,
  }));
}
