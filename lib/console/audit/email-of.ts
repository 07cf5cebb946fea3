import "server-only";
import type { Kysely } from "kysely";
import type { ConsoleTables } from "../store/tables";

/** For rows of the audit that are written when nobody is signed in: the operator's address, null when there is none. */
export async function emailOf(db: Kysely<ConsoleTables>, operatorId: string): Promise<string | null> {
  const row = await db
    .selectFrom("operators")
    .select("email")
    .where("id", "=", operatorId)
    .executeTakeFirst();
  return row?.email ?? null;
}
