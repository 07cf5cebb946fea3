import { StoreError } from "../errors";
import type { SubscriptionRow } from "../interface";
import type { WriteContext } from "./context";
import type { Db } from "./database";
import { listNumbers } from "./list-numbers";
import { historyId } from "./message-writes";
import type { Methods } from "./sync-store";

const columns = "c.object_id AS conversationId, k.client_id AS clientId, s.timestamp";
const conversationSql = "(SELECT id FROM conversations WHERE object_id = @conversationId)";
const clientSql = "(SELECT id FROM clients WHERE client_id = @clientId)";

type Values = Record<string, string | number | null>;

/** Who has subscribed to a service conversation, and to what a client has. */
export function subscriptionReads(
  db: Db,
): Methods<"isSubscribed" | "getSubscription" | "countSubscribers" | "getSubscribers" | "getSubscriptions"> {
  const has = db
    .prepare<[Values], number>(
      `SELECT 1 FROM subscriptions WHERE conversation = ${conversationSql} AND client = ${clientSql}`,
    )
    .pluck();
  const get = db.prepare<[Values], SubscriptionRow>(
    `SELECT ${columns}
     FROM subscriptions AS s CROSS JOIN conversations AS c ON c.id = s.conversation
     CROSS JOIN clients AS k ON k.id = s.client
     WHERE s.conversation = ${conversationSql} AND s.client = ${clientSql}`,
  );
  const count = db
    .prepare<[string], number>("SELECT subscriber_count FROM conversations WHERE object_id = ?")
    .pluck();
  const subscribers = db.prepare<[Values], SubscriptionRow>(
    `SELECT ${columns}
     FROM subscriptions AS s CROSS JOIN conversations AS c ON c.id = s.conversation
     CROSS JOIN clients AS k ON k.id = s.client
     WHERE s.conversation = ${conversationSql} AND s.client > coalesce(${clientSql}, 0)
     ORDER BY s.client LIMIT @limit`,
  );
  const ofClient = (direction: "old" | "new") => {
    const [sign, order] = direction === "old" ? ["<", "DESC"] : [">", "ASC"];
    return db.prepare<[Values], SubscriptionRow>(
      `SELECT ${columns}
       FROM subscriptions AS s CROSS JOIN conversations AS c ON c.id = s.conversation
       CROSS JOIN clients AS k ON k.id = s.client
       WHERE s.client = ${clientSql}
         AND (s.timestamp, s.conversation) ${sign} (@timestamp, coalesce(${conversationSql}, @tie))
       ORDER BY s.timestamp ${order}, s.conversation ${order} LIMIT @limit`,
    );
  };
  const subscriptions = { old: ofClient("old"), new: ofClient("new") };

  return {
    isSubscribed: (conversationId, clientId) => has.get({ conversationId, clientId }) === 1,
    getSubscription: (conversationId, clientId) => get.get({ conversationId, clientId }) ?? null,
    countSubscribers: (conversationId) => count.get(conversationId) ?? 0,
    getSubscribers: (conversationId, { limit, after }) =>
      subscribers.all({ conversationId, clientId: after, limit }),
    getSubscriptions(clientId, { limit, conversationId, timestamp, direction }) {
      const end = direction === "old" ? Number.MAX_SAFE_INTEGER : 0;
      return subscriptions[direction].all({
        clientId,
        conversationId: conversationId ?? null,
        timestamp: timestamp ?? end,
        // Without a conversation the whole millisecond is left out.
        tie: direction === "old" ? 0 : Number.MAX_SAFE_INTEGER,
        limit,
      });
    },
  };
}

export function subscriptionWrites(context: WriteContext): Methods<"subscribe" | "unsubscribe"> {
  const { db, changes } = context;
  const add = db.prepare(
    `INSERT OR IGNORE INTO subscriptions (conversation, client, timestamp, read_at)
     SELECT @conversation, @client, @now,
            coalesce((SELECT newest_at FROM boxes WHERE conversation = @conversation AND client = 0), 0)`,
  );
  // A subscriber has a history from now on: what goes to all subscribers is part of it.
  const addBox = db.prepare(
    `INSERT OR IGNORE INTO boxes (conversation, client, history_id, newest_at)
     VALUES (@conversation, @client, @historyId, 0)`,
  );
  const isBlocked = db
    .prepare<[number, number], number>(
      `SELECT 1 FROM client_lists WHERE conversation = ? AND list = ${listNumbers.blocks} AND client = ?`,
    )
    .pluck();
  const remove = db.prepare("DELETE FROM subscriptions WHERE conversation = ? AND client = ?");
  return {
    subscribe(conversationId, clientId, now) {
      const conversation = context.findConversation(conversationId);
      if (conversation === null) throw new StoreError("not-found", "The conversation is gone");
      const client = context.internClient(clientId);
      if (isBlocked.get(conversation, client) === 1) return false;
      const added = add.run({ conversation, client, now }).changes;
      if (added > 0) changes.add("subscribed", { conversation, client });
      addBox.run({ conversation, client, historyId: historyId({ conversationId, clientId }) });
      return true;
    },
    unsubscribe(conversationId, clientId) {
      const conversation = context.findConversation(conversationId);
      if (conversation === null) return false;
      const client = context.internClient(clientId);
      if (remove.run(conversation, client).changes === 0) return false;
      changes.add("unsubscribed", { conversation, client });
      return true;
    },
  };
}
