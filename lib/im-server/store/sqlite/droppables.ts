import type { WriteContext } from "./context";
import { kindNumbers } from "./conversation-rows";
import type { Db } from "./database";
import type { Methods } from "./sync-store";

/** Whoever is away for longer is told to read everything anew. */
export const droppableAge = 7 * 86_400_000;
/** Events kept of one conversation: more than anybody is told at once. */
const maxKept = 200;
/** Longer ones are only known to have been there. */
const maxBody = 8192;

type Values = Record<string, string | number>;

/** What members of conversations missed, if everything they missed is here. */
export function droppableReads(db: Db): Methods<"getDroppables"> {
  const since = db.prepare<[], string>("SELECT value FROM settings WHERE name = 'droppables-since'").pluck();
  // A change that nothing was kept of: the newest event is older than the conversation itself.
  const findUntold = db.prepare<[Values]>(
    `SELECT 1 FROM members AS m CROSS JOIN conversations AS c ON c.id = m.conversation
     WHERE m.client = (SELECT id FROM clients WHERE client_id = @clientId)
       AND max(c.updated_at, coalesce((SELECT max(updated_at) FROM member_infos WHERE conversation = c.id), 0)) >
         max(@after, @isKept * coalesce((SELECT max(changed_at) FROM droppables WHERE conversation = c.id), 0))
     LIMIT 1`,
  );
  const select = db
    .prepare<[Values], string | null>(
      `SELECT d.body FROM members AS m CROSS JOIN droppables AS d ON d.conversation = m.conversation
       WHERE m.client = (SELECT id FROM clients WHERE client_id = @clientId) AND d.at > @after
       ORDER BY d.at, d.id LIMIT @limit + 1`,
    )
    .pluck();
  return {
    getDroppables(clientId, after, limit, now) {
      const isKept = after >= Math.max(Number(since.get() ?? 0), now - droppableAge);
      if (findUntold.get({ clientId, after, isKept: isKept ? 1 : 0 }) !== undefined) return null;
      const bodies = select.all({ clientId, after, limit });
      if (bodies.length > limit) return null;
      const rows = bodies.flatMap((body) => (body === null ? [] : [JSON.parse(body)]));
      return rows.length === bodies.length ? rows : null;
    },
  };
}

export function droppableWrites({ db }: WriteContext): Methods<"addDroppable"> {
  // Chat rooms and service conversations have no members who could ask.
  const find = db
    .prepare<[string], number>(
      `SELECT id FROM conversations WHERE object_id = ? AND kind IN (${kindNumbers.normal}, ${kindNumbers.temporary})`,
    )
    .pluck();
  const insert = db.prepare(
    "INSERT INTO droppables (conversation, at, changed_at, body) VALUES (?, ?, ?, ?)",
  );
  const trim = db.prepare(
    `DELETE FROM droppables WHERE id IN
       (SELECT id FROM droppables WHERE conversation = ? ORDER BY at DESC, id DESC LIMIT -1 OFFSET ${maxKept})`,
  );
  return {
    addDroppable({ conversationId, at, changedAt, body }) {
      const conversation = find.get(conversationId);
      if (conversation === undefined) return;
      const text = JSON.stringify(body);
      insert.run(conversation, at, changedAt, text.length > maxBody ? null : text);
      trim.run(conversation);
    },
  };
}
