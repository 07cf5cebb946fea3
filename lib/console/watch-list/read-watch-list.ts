import "server-only";
import { type WatchList, watchLimit } from "@/lib/contracts/watch-list";
import type { ConsoleDb } from "../store/open-store";

/** Whose list in which app. */
export type WatchOwner = { operatorId: string; appId: string };

/** The clients that an operator watches in an app, by id. */
export async function readWatchList(db: ConsoleDb, owner: WatchOwner): Promise<WatchList> {
  const rows = await db
    .selectFrom("watched_clients")
    .select(["client_id", "note", "added_at"])
    .where("operator_id", "=", owner.operatorId)
    .where("app_id", "=", owner.appId)
    .orderBy("client_id")
    .execute();
  const clients = rows.map((row) => ({ clientId: row.client_id, note: row.note, addedAt: row.added_at }));
  return { clients, limit: watchLimit };
}
