import "server-only";
import type { Kysely } from "kysely";
import type { Grant } from "@/lib/contracts/operators";
import { RefusedError } from "../refused-error";
import type { ConsoleTables } from "../store/tables";

type Db = Kysely<ConsoleTables>;

/** Throws unless every grant is on an app that is there, or on all, and no app is named twice. */
export async function checkGrants(db: Db, grants: readonly Grant[]): Promise<void> {
  const ids = grants.map((grant) => grant.appId);
  if (new Set(ids).size !== ids.length) {
    throw new RefusedError("bad_request", "Give one role on each app.", "grants");
  }
  const apps = await db.selectFrom("apps").select("id").execute();
  const known = new Set(["*", ...apps.map((app) => app.id)]);
  const unknown = ids.find((id) => !known.has(id));
  if (unknown !== undefined) throw new RefusedError("bad_request", `There is no app ${unknown}.`, "grants");
}

/** Makes these the operator's grants. */
export async function replaceGrants(db: Db, operatorId: string, grants: readonly Grant[]): Promise<void> {
  await db.deleteFrom("grants").where("operator_id", "=", operatorId).execute();
  if (grants.length === 0) return;
  await db
    .insertInto("grants")
    .values(grants.map(({ appId, role }) => ({ operator_id: operatorId, app_id: appId, role })))
    .execute();
}

/** Whether anyone who can sign in is an admin of every app. Asked inside the change that could end it. */
export async function hasAdmin(db: Db): Promise<boolean> {
  const admin = await db
    .selectFrom("grants")
    .innerJoin("operators", "operators.id", "grants.operator_id")
    .select("operators.id")
    .where("grants.app_id", "=", "*")
    .where("grants.role", "=", "admin")
    .where("operators.status", "=", "active")
    .executeTakeFirst();
  return admin !== undefined;
}
