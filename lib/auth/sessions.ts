import "server-only";
import { randomBytes } from "node:crypto";
import type { Kysely } from "kysely";
import type { Lookups } from "@/lib/console/store/lookups";
import type { ConsoleTables, OperatorRow } from "@/lib/console/store/tables";
import type { RoleGrant } from "./permissions";

export const sessionMaxAge = 7 * 86_400;
const idleMs = 24 * 3_600_000;
const seenEveryMs = 60_000;

/** Who is asking, as far as the address of the request tells. */
export type RequestOrigin = { ip: string | null; userAgent: string | null };

/** An operator with a live session. */
export type SignedIn = { sessionId: string; operator: OperatorRow; grants: RoleGrant[] };

type Db = Kysely<ConsoleTables>;
type Store = { db: Db; lookups: Lookups };

/** Starts a session row; the cookie carries its id. */
export async function createSession(db: Db, operatorId: string, from: RequestOrigin): Promise<string> {
  const id = randomBytes(18).toString("base64url");
  const now = Date.now();
  await db
    .insertInto("sessions")
    .values({
      id,
      operator_id: operatorId,
      created_at: now,
      last_seen_at: now,
      expires_at: now + sessionMaxAge * 1000,
      revoked_at: null,
      ip: from.ip,
      user_agent: from.userAgent?.slice(0, 300) ?? null,
    })
    .execute();
  await db.updateTable("operators").set({ last_seen_at: now }).where("id", "=", operatorId).execute();
  return id;
}

/** The operator behind a session; null when it was revoked, has expired, or its operator is not active. */
export async function findSession(
  { db, lookups }: Store,
  sessionId: string,
  now = Date.now(),
): Promise<SignedIn | null> {
  const session = lookups.session(sessionId);
  if (!session || session.revoked_at !== null || session.expires_at <= now) return null;
  if (session.last_seen_at + idleMs <= now) return null;
  const operator = lookups.operator(session.operator_id);
  if (operator?.status !== "active") return null;
  const grants = grantsOf(lookups, operator.id);
  if (session.last_seen_at + seenEveryMs <= now) await touch(db, sessionId, operator.id, now);
  return { sessionId, operator, grants };
}

/** The operators behind those of these sessions that live, by session id. To look is no use of a session. */
export async function findSessions(
  db: Db,
  sessionIds: string[],
  now = Date.now(),
): Promise<Map<string, SignedIn>> {
  const sessions = await db
    .selectFrom("sessions")
    .select(["id", "operator_id"])
    .where("id", "in", sessionIds)
    .where("revoked_at", "is", null)
    .where("expires_at", ">", now)
    .where("last_seen_at", ">", now - idleMs)
    .execute();
  const ids = [...new Set(sessions.map((session) => session.operator_id))];
  const operators = await db
    .selectFrom("operators")
    .selectAll()
    .where("id", "in", ids)
    .where("status", "=", "active")
    .execute();
  const grants = await db.selectFrom("grants").selectAll().where("operator_id", "in", ids).execute();
  const signedIn = new Map<string, SignedIn>();
  for (const { id: sessionId, operator_id } of sessions) {
    const operator = operators.find(({ id }) => id === operator_id);
    if (!operator) continue;
    const held = grants.filter((grant) => grant.operator_id === operator_id);
    const roles = held.map(({ app_id, role }) => ({ appId: app_id, role }));
    signedIn.set(sessionId, { sessionId, operator, grants: roles });
  }
  return signedIn;
}

/** The roles an operator holds. */
export function grantsOf(lookups: Lookups, operatorId: string): RoleGrant[] {
  return lookups.grants(operatorId).map((row) => ({ appId: row.app_id, role: row.role }));
}

/** Ends sessions of an operator at once: one, or all but one, or all. Answers how many. */
export async function revokeSessions(
  db: Db,
  operatorId: string,
  which: { only?: string; except?: string } = {},
): Promise<number> {
  let query = db
    .updateTable("sessions")
    .set({ revoked_at: Date.now() })
    .where("operator_id", "=", operatorId)
    .where("revoked_at", "is", null);
  if (which.only) query = query.where("id", "=", which.only);
  if (which.except) query = query.where("id", "!=", which.except);
  const result = await query.executeTakeFirst();
  return Number(result.numUpdatedRows);
}

async function touch(db: Db, sessionId: string, operatorId: string, now: number): Promise<void> {
  await db.updateTable("sessions").set({ last_seen_at: now }).where("id", "=", sessionId).execute();
  await db.updateTable("operators").set({ last_seen_at: now }).where("id", "=", operatorId).execute();
}
