import type { Db } from "./database";
import { type IndexKey, searchIndex } from "./search-index";
import { restingSweep } from "./sweep-rest";

const batch = 500;

type Old = IndexKey & { box: number };

/**
 * Clears messages that are older than `age`, with all that was kept of them, a little at a time.
 * @returns a step that does one piece of work and says whether there is more.
 */
export function createHistorySweep(db: Db, age: number, now: () => number = Date.now): () => boolean {
  const index = searchIndex(db);
  const old = db.prepare<[number], Old>(
    `SELECT id, box, timestamp FROM messages WHERE timestamp < ? ORDER BY timestamp, id LIMIT ${batch}`,
  );
  const removeMessage = db.prepare("DELETE FROM messages WHERE id = ?");
  const removeVersions = db.prepare("DELETE FROM message_versions WHERE box = ? AND timestamp = ?");
  const removeReceipt = db.prepare("DELETE FROM receipts WHERE box = ? AND timestamp = ?");
  // What messages said that were deleted before.
  const removeOldVersions = db.prepare(
    `DELETE FROM message_versions WHERE at < ? AND id IN (SELECT id FROM message_versions ORDER BY id LIMIT ${batch})`,
  );

  const step = db.transaction((limit: number) => {
    const messages = old.all(limit);
    for (const { id, box, timestamp } of messages) {
      index.remove({ id, timestamp });
      removeMessage.run(id);
      removeVersions.run(box, timestamp);
      removeReceipt.run(box, timestamp);
    }
    return messages.length === batch || removeOldVersions.run(limit).changes === batch;
  });
  return restingSweep((time) => step.immediate(time - age), now);
}
