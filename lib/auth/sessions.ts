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
  const found = lookUp(lookups, sessionId, now);
  if (found && found.session.last_seen_at + seenEveryMs <= now) {
    await touch(db, sessionId, found.signedIn.operator.id, now);
  }
  return found?.signedIn ?? null;
}

/** The same without counting as a use of the session. */
export function peekSession(lookups: Lookups, sessionId: string, now = Date.now()): SignedIn | null {
  return lookUp(lookups, sessionId, now)?.signedIn ?? null;
}

function lookUp(lookups: Lookups, sessionId: string, now: number) {
  const session = lookups.session(sessionId);
  if (!session || session.revoked_at !== null || session.expires_at <= now) return null;
  if (session.last_seen_at + idleMs <= now) return null;
  const operator = lookups.operator(session.operator_id);
  if (operator?.status !== "active") return null;
  const signedIn: SignedIn = { sessionId, operator, grants: grantsOf(lookups, operator.id) };
  return { session, signedIn };
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
