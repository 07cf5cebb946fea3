import type { NotificationRow } from "../gateway-interface";
import type { WriteContext } from "./context";
import type { Db } from "./database";
import type { Methods } from "./sync-store";

/** Events kept for clients that are away, in milliseconds. */
const KEPT = 30 * 86_400_000;

export function notificationReads(db: Db): Methods<"getNotifications" | "hasChangedConversations"> {
  const select = db.prepare<[string, number, number], { at: number; body: string }>(
    `SELECT at, body FROM notifications
     WHERE client = (SELECT id FROM clients WHERE client_id = ?) AND at > ? ORDER BY at, id LIMIT ?`,
  );
  const findChanged = db
    .prepare<[string, number, number]>(
      `SELECT 1 FROM members AS m JOIN conversations AS c ON c.id = m.conversation
       WHERE m.client = (SELECT id FROM clients WHERE client_id = ?)
         AND (c.updated_at > ? OR EXISTS
           (SELECT 1 FROM member_infos AS i WHERE i.conversation = c.id AND i.updated_at > ?))
       LIMIT 1`,
    )
    .pluck();
  return {
    hasChangedConversations: (clientId, since) => findChanged.get(clientId, since, since) !== undefined,
    getNotifications(clientId, after, limit) {
      return select
        .all(clientId, after, limit)
        .map(({ at, body }): NotificationRow => ({ clientId, at, body: JSON.parse(body) }));
    },
  };
}

export function notificationWrites(context: WriteContext): Methods<"addNotifications"> {
  const { db } = context;
  const insert = db.prepare("INSERT INTO notifications (client, at, body) VALUES (?, ?, ?)");
  const forget = db.prepare("DELETE FROM notifications WHERE client = ? AND at < ?");
  return {
    addNotifications(rows) {
      for (const { clientId, at, body } of rows) {
        const client = context.internClient(clientId);
        forget.run(client, at - KEPT);
        insert.run(client, at, JSON.stringify(body));
      }
    },
  };
}
