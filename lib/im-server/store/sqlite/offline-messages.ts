import type { Db } from "./database";
import { messageColumns, messageJoins, presentMessage, type RawMessage } from "./message-rows";
import type { Methods } from "./sync-store";

type Values = Record<string, string | number>;
type Place = { box: number; after: number };

/** What a client has neither received nor read. */
export function offlineReads(db: Db): Methods<"getOfflineMessages"> {
  const placesOf = db.prepare<[Values], Place>(
    `WITH place AS (
       SELECT c.id AS conversation, k.id AS client FROM conversations AS c, clients AS k
       WHERE c.object_id = @conversationId AND k.client_id = @clientId)
     SELECT b.id AS box, max(m.read_at, m.delivered_at) AS after
     FROM place CROSS JOIN members AS m ON m.conversation = place.conversation AND m.client = place.client
     CROSS JOIN boxes AS b ON b.conversation = place.conversation AND b.client = 0
     UNION ALL
     SELECT b.id, max(s.read_at, s.delivered_at)
     FROM place CROSS JOIN subscriptions AS s ON s.conversation = place.conversation AND s.client = place.client
     CROSS JOIN boxes AS b ON b.conversation = place.conversation AND b.client = 0
     UNION ALL
     SELECT b.id, max(b.read_at, b.delivered_at)
     FROM place CROSS JOIN boxes AS b ON b.conversation = place.conversation AND b.client = place.client`,
  );
  const newest = db.prepare<[Values], RawMessage>(
    `SELECT ${messageColumns} FROM messages AS m ${messageJoins}
     WHERE m.box = @box AND m.timestamp > @after AND sender.client_id <> @clientId
     ORDER BY m.timestamp DESC LIMIT @limit`,
  );
  return {
    getOfflineMessages: (clientId, conversationId, limit) =>
      placesOf
        .all({ clientId, conversationId })
        .flatMap((place) => newest.all({ ...place, clientId, limit }))
        .map(presentMessage)
        .sort((a, b) => b.timestamp - a.timestamp)
        .slice(0, limit),
  };
}
