import "server-only";
import type { OperatorSession } from "@/lib/contracts/operators";
import type { ConsoleDb } from "../store/open-store";

/** Where an operator is signed in, the latest first. */
export async function listSessions(
  db: ConsoleDb,
  operatorId: string,
  currentId: string | null,
): Promise<OperatorSession[]> {
  const rows = await db
    .selectFrom("sessions")
    .selectAll()
    .where("operator_id", "=", operatorId)
    .where("revoked_at", "is", null)
    .where("expires_at", ">", Date.now())
    .orderBy("last_seen_at", "desc")
    .execute();
  return rows.map((row) => ({
    id: publicId(row.id),
    createdAt: row.created_at,
    lastSeenAt: row.last_seen_at,
    ip: row.ip,
    userAgent: row.user_agent,
    isCurrent: row.id === currentId,
  }));
}

/** The session of an operator that goes by this public id; null when there is none. */
export async function findSessionId(
  db: ConsoleDb,
  operatorId: string,
  wanted: string,
): Promise<string | null> {
  const rows = await db
    .selectFrom("sessions")
    .select("id")
    .where("operator_id", "=", operatorId)
    .where("revoked_at", "is", null)
    .execute();
  return rows.find((row) => publicId(row.id) === wanted)?.id ?? null;
}

/** The cookie holds the whole id inside its encryption; lists tell only enough of it to name one. */
function publicId(id: string): string {
  return id.slice(0, 12);
}
