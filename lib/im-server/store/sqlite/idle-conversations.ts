import { kindNumbers } from "./conversation-rows";
import type { Db } from "./database";
import type { Methods } from "./sync-store";

/** Temporary conversations end by themselves, service conversations never. */
const isIdle = `kind IN (${kindNumbers.normal}, ${kindNumbers.chatroom})
  AND max(updated_at, coalesce(last_message_at, 0)) < @idleSince`;

type Values = Record<string, string | number>;

/** Looks whether one conversation is idle. */
export function idleLookup(db: Db): (conversation: number, idleSince: number) => boolean {
  const find = db.prepare<[Values]>(`SELECT 1 FROM conversations WHERE id = @conversation AND ${isIdle}`);
  return (conversation, idleSince) => find.get({ conversation, idleSince }) !== undefined;
}

/** Not a chat room that somebody is in, or was since. The list is made once a page, if that has a quiet room at all. */
const isDeserted = `(kind <> ${kindNumbers.chatroom} OR object_id NOT IN
  (SELECT room FROM client_rooms WHERE left_at IS NULL OR left_at >= @idleSince))`;

/** Looks through all conversations for idle ones. */
export function idleReads(db: Db): Methods<"getIdleConversations"> {
  const select = db.prepare<[Values], { id: string; isIdle: number }>(
    `SELECT object_id AS id, ${isIdle} AND ${isDeserted} AS isIdle FROM conversations
     WHERE object_id > @after ORDER BY object_id LIMIT @limit`,
  );
  return {
    getIdleConversations(idleSince, { limit, after }) {
      const rows = select.all({ idleSince, limit, after: after ?? "" });
      return {
        conversationIds: rows.flatMap((row) => (row.isIdle === 1 ? [row.id] : [])),
        next: rows.length < limit ? null : (rows.at(-1)?.id ?? null),
      };
    },
  };
}
