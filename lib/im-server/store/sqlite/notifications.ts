import type { NotificationRow } from "../gateway-interface";
import type { WriteContext } from "./context";
import type { Db } from "./database";
import type { Methods } from "./sync-store";

export function notificationReads(db: Db): Methods<"getNotifications"> {
  const clientOf = db.prepare<[string], number>("SELECT id FROM clients WHERE client_id = ?").pluck();
  // Clients go on from the time of the last one: a time is told whole or not at all.
  const select = db.prepare<[Record<string, number>], { at: number; body: string }>(
    `SELECT at, body FROM notifications
     WHERE client = @client AND at > @after AND at <= coalesce(
       (SELECT at FROM notifications WHERE client = @client AND at > @after
        ORDER BY at LIMIT 1 OFFSET @limit - 1), ${Number.MAX_SAFE_INTEGER})
     ORDER BY at, id`,
  );
  return {
    getNotifications(clientId, after, limit) {
      const client = clientOf.get(clientId);
      if (client === undefined) return [];
      return select
        .all({ client, after, limit })
        .map(({ at, body }): NotificationRow => ({ clientId, at, body: JSON.parse(body) }));
    },
  };
}

/** Keeps what clients are told when they come back, in the order of the calls. */
export function notificationWriter(context: WriteContext): (row: NotificationRow) => void {
  const insert = context.db.prepare("INSERT INTO notifications (client, at, body) VALUES (?, ?, ?)");
  return ({ clientId, at, body }) => {
    insert.run(context.internClient(clientId), at, JSON.stringify(body));
  };
}
