import type { ClientListName } from "../interface";
import type { WriteContext } from "./context";
import { parseCursor } from "./cursor";
import type { Db } from "./database";
import { listNumbers } from "./list-numbers";
import { noticeWriter } from "./notices";
import type { Methods } from "./sync-store";

type Entry = { id: number; value: string };

function nextCursor(rows: Entry[], limit: number): string | null {
  const last = rows[limit - 1];
  return rows.length > limit && last ? String(last.id) : null;
}

/** Reading mutes, silences and blocks. */
export function clientListReads(
  db: Db,
): Methods<"getList" | "countList" | "isListed" | "getClientBlocks" | "getSilence"> {
  const page = db.prepare<[string, number, number, number, number], Entry>(
    `SELECT l.id, k.client_id AS value
     FROM client_lists AS l CROSS JOIN clients AS k ON k.id = l.client
     WHERE l.conversation = (SELECT id FROM conversations WHERE object_id = ?) AND l.list = ? AND l.id > ?
       AND (l.until IS NULL OR l.until > ?)
     ORDER BY l.id LIMIT ?`,
  );
  const count = db
    .prepare<[string, number, number], number>(
      `SELECT count(*) FROM client_lists
       WHERE conversation = (SELECT id FROM conversations WHERE object_id = ?) AND list = ?
         AND (until IS NULL OR until > ?)`,
    )
    .pluck();
  const blocks = db.prepare<[string, number, number], Entry>(
    `SELECT l.id, c.object_id AS value
     FROM client_lists AS l JOIN conversations AS c ON c.id = l.conversation
     WHERE l.client = (SELECT id FROM clients WHERE client_id = ?) AND l.list = ${listNumbers.refusals} AND l.id > ?
     ORDER BY l.id LIMIT ?`,
  );
  const listed = db
    .prepare<[number, string, string, number], number>(
      `SELECT 1 FROM client_lists
       WHERE list = ? AND conversation = (SELECT id FROM conversations WHERE object_id = ?)
         AND client = (SELECT id FROM clients WHERE client_id = ?) AND (until IS NULL OR until > ?)`,
    )
    .pluck();
  const silence = db.prepare<[string, string, number], { until: number | null }>(
    `SELECT until FROM client_lists
     WHERE conversation = (SELECT id FROM conversations WHERE object_id = ?) AND list IN (${listNumbers.silences}, ${listNumbers["temporary-silences"]})
       AND client = (SELECT id FROM clients WHERE client_id = ?) AND (until IS NULL OR until > ?)
     ORDER BY until IS NULL DESC, until DESC LIMIT 1`,
  );

  return {
    getList(list, objectId, { limit, next }, now) {
      const rows = page.all(objectId, listNumbers[list], parseCursor(next), now, limit + 1);
      return {
        clientIds: rows.slice(0, limit).map((row) => row.value),
        next: nextCursor(rows, limit),
      };
    },
    countList: (list, objectId, now) => count.get(objectId, listNumbers[list], now) ?? 0,
    isListed: (list, objectId, clientId, now) => listed.get(listNumbers[list], objectId, clientId, now) === 1,
    getClientBlocks(clientId, { limit, next }) {
      const rows = blocks.all(clientId, parseCursor(next), limit + 1);
      return {
        conversationIds: rows.slice(0, limit).map((row) => row.value),
        next: nextCursor(rows, limit),
      };
    },
    getSilence: (objectId, clientId, now) => silence.get(objectId, clientId, now) ?? null,
  };
}

/** What clients are told of being on a list, and of being off it again. */
const listOps = {
  silences: { on: "shutuped", off: "unshutuped" },
  blocks: { on: "blocked", off: "unblocked" },
} as const;

function opsOf(list: ClientListName) {
  return list === "silences" || list === "blocks" ? listOps[list] : null;
}

/** Entries that end in one step. */
const maxEnded = 500;

/** Changing mutes, silences and blocks. */
export function clientListWrites(
  context: WriteContext,
): Methods<"addToList" | "removeFromList" | "endListings"> {
  const { db, changes } = context;
  const add = db.prepare(
    `INSERT INTO client_lists (list, conversation, client, until, added_at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (conversation, list, client) DO UPDATE SET until = excluded.until, added_at = excluded.added_at`,
  );
  const remove = db.prepare("DELETE FROM client_lists WHERE list = ? AND conversation = ? AND client = ?");
  const ended = db.prepare<[number], { id: number; conversation: number; objectId: string | null }>(
    `SELECT l.id, l.conversation, c.object_id AS objectId
     FROM client_lists AS l LEFT JOIN conversations AS c ON c.id = l.conversation
     WHERE l.until <= ? ORDER BY l.until LIMIT ${maxEnded}`,
  );
  const removeOne = db.prepare("DELETE FROM client_lists WHERE id = ?");
  const soonest = db
    .prepare<[], number | null>("SELECT min(until) FROM client_lists WHERE until IS NOT NULL")
    .pluck();
  const { countList, isListed } = clientListReads(db);
  const tell = noticeWriter(context);

  function isFull(
    list: ClientListName,
    objectId: string,
    clientIds: string[],
    now: number,
    capacity: number,
  ) {
    const added = clientIds.filter((clientId) => !isListed(list, objectId, clientId, now)).length;
    return added > 0 && countList(list, objectId, now) + added > capacity;
  }

  return {
    addToList(list, objectId, clientIds, now, { until, capacity, by } = {}) {
      const conversation = context.findConversation(objectId);
      if (conversation === null) return true;
      if (capacity !== undefined && isFull(list, objectId, clientIds, now, capacity)) return false;
      for (const clientId of clientIds) {
        add.run(listNumbers[list], conversation, context.internClient(clientId), until ?? null, now);
      }
      if (clientIds.length > 0) changes.add("restrictions", { conversation });
      const ops = opsOf(list);
      if (ops) tell(ops.on, objectId, clientIds, { by, at: now });
      return true;
    },
    removeFromList(list, objectId, clientIds, telling) {
      const conversation = context.findConversation(objectId);
      if (conversation === null) return;
      let removed = 0;
      for (const clientId of clientIds) {
        removed += remove.run(listNumbers[list], conversation, context.internClient(clientId)).changes;
      }
      if (removed > 0) changes.add("restrictions", { conversation });
      const ops = opsOf(list);
      if (ops && telling) tell(ops.off, objectId, clientIds, telling);
    },
    endListings(now) {
      const places = new Map<number, string>();
      for (const { id, conversation, objectId } of ended.all(now)) {
        removeOne.run(id);
        if (objectId !== null) places.set(conversation, objectId);
      }
      for (const conversation of places.keys()) changes.add("restrictions", { conversation });
      return { conversationIds: [...places.values()], next: soonest.get() ?? null };
    },
  };
}
