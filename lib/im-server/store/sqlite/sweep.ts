import type { Db } from "./database";
import { type IndexKey, searchIndex } from "./search-index";

const batch = 500;

/**
 * Clears what deleted conversations leave behind, a little at a time, so that deleting a
 * conversation of a million messages holds up nobody. Until then those rows are out of sight,
 * for every read goes through the conversation.
 * @returns a step that does one piece of work and says whether there is more.
 */
export function createSweep(db: Db): () => boolean {
  const index = searchIndex(db);
  const next = db.prepare<[], number>("SELECT conversation FROM sweeps LIMIT 1").pluck();
  const boxOf = db.prepare<[number], number>("SELECT id FROM boxes WHERE conversation = ? LIMIT 1").pluck();
  const messagesOf = db.prepare<[number], IndexKey>(
    `SELECT id, timestamp FROM messages WHERE box = ? ORDER BY timestamp LIMIT ${batch}`,
  );
  const removeMessage = db.prepare("DELETE FROM messages WHERE id = ?");
  const removeVersions = db.prepare("DELETE FROM message_versions WHERE box = ?");
  const removeReceipts = db.prepare("DELETE FROM receipts WHERE box = ?");
  const removeBox = db.prepare("DELETE FROM boxes WHERE id = ?");
  const removeSubscriptions = db.prepare(
    `DELETE FROM subscriptions WHERE conversation = @conversation AND client IN
       (SELECT client FROM subscriptions WHERE conversation = @conversation LIMIT ${batch})`,
  );
  const finish = db.prepare("DELETE FROM sweeps WHERE conversation = ?");

  function clearSome(conversation: number): void {
    const box = boxOf.get(conversation);
    if (box !== undefined) {
      const messages = messagesOf.all(box);
      for (const key of messages) {
        index.remove(key);
        removeMessage.run(key.id);
      }
      if (messages.length < batch) {
        removeVersions.run(box);
        removeReceipts.run(box);
        removeBox.run(box);
      }
    } else if (removeSubscriptions.run({ conversation }).changes === 0) {
      finish.run(conversation);
    }
  }

  const step = db.transaction(() => {
    const conversation = next.get();
    if (conversation === undefined) return false;
    clearSome(conversation);
    return true;
  });
  return () => step.immediate();
}
