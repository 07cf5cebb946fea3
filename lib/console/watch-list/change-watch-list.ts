import "server-only";
import { type WatchList, watchLimit } from "@/lib/contracts/watch-list";
import { RefusedError } from "../refused-error";
import type { ConsoleDb } from "../store/open-store";
import { readWatchList, type WatchOwner } from "./read-watch-list";

/** Puts clients on the list; those on it stay as they are. Throws RefusedError when they do not fit. */
export async function addWatched(
  db: ConsoleDb,
  owner: WatchOwner,
  clients: readonly { clientId: string; note: string }[],
): Promise<WatchList> {
  const rows = clients.map(({ clientId, note }) => ({
    operator_id: owner.operatorId,
    app_id: owner.appId,
    client_id: clientId,
    note,
    added_at: Date.now(),
  }));
  return db.transaction().execute(async (trx) => {
    await trx
      .insertInto("watched_clients")
      .values(rows)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    const list = await readWatchList(trx, owner);
    const over = list.clients.length - watchLimit;
    if (over > 0) {
      const message = `A watch list holds ${watchLimit} clients: ${over} too many.`;
      throw new RefusedError("bad_request", message, "clients");
    }
    return list;
  });
}

/** Takes a client off the list. Throws RefusedError when it is not on it. */
export async function removeWatched(db: ConsoleDb, owner: WatchOwner, clientId: string): Promise<WatchList> {
  const gone = await db
    .deleteFrom("watched_clients")
    .where("operator_id", "=", owner.operatorId)
    .where("app_id", "=", owner.appId)
    .where("client_id", "=", clientId)
    .executeTakeFirst();
  if (gone.numDeletedRows === 0n) throw notOnIt();
  return readWatchList(db, owner);
}

/** Writes a note beside a client of the list. Throws RefusedError when it is not on it. */
export async function editWatched(
  db: ConsoleDb,
  owner: WatchOwner,
  change: { clientId: string; note: string },
): Promise<WatchList> {
  const changed = await db
    .updateTable("watched_clients")
    .set({ note: change.note })
    .where("operator_id", "=", owner.operatorId)
    .where("app_id", "=", owner.appId)
    .where("client_id", "=", change.clientId)
    .executeTakeFirst();
  if (changed.numUpdatedRows === 0n) throw notOnIt();
  return readWatchList(db, owner);
}

function notOnIt(): RefusedError {
  return new RefusedError("not_found", "This client is not on your watch list.");
}
