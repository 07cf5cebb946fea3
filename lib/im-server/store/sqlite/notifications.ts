import type { NotificationRow } from "../gateway-interface";
import type { WriteContext } from "./context";
import type { Db } from "./database";
import type { Methods } from "./sync-store";

export function notificationReads(db: Db): Methods<"getNotifications"> {
  const select = db.prepare<[string, number, number], { at: number; body: string }>(
    `SELECT at, body FROM notifications
     WHERE client = (SELECT id FROM clients WHERE client_id = ?) AND at > ? ORDER BY at, id LIMIT ?`,
  );
  return {
    getNotifications(clientId, after, limit) {
      return select
        .all(clientId, after, limit)
        .map(({ at, body }): NotificationRow => ({ clientId, at, body: JSON.parse(body) }));
    },
  };
}

export function notificationWrites(context: WriteContext): Methods<"addNotifications"> {
  const insert = context.db.prepare("INSERT INTO notifications (client, at, body) VALUES (?, ?, ?)");
  return {
    addNotifications(rows) {
      for (const { clientId, at, body } of rows) {
        insert.run(context.internClient(clientId), at, JSON.stringify(body));
      }
    },
  };
}
