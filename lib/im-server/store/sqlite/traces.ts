import type { ReceiverFacts, StoredTrace } from "../trace-interface";
import type { WriteContext } from "./context";
import type { Db } from "./database";
import { listNumbers } from "./list-numbers";
import { maxLogins } from "./logins";
import { marks } from "./mark-moves";
import type { Methods } from "./sync-store";

/** How stale `used_at` of an audience may be: it is written anew no more often. */
const freshness = 3_600_000;

type Values = Record<string, string | number | null>;
type Place = { conversation: number; client: number; timestamp: number };
type Logins = { isOnline: number; isWhole: number; nextLoginAt: number | null };

/** What became of messages, as noted when they were sent and as known since. */
export function traceReads(db: Db): Methods<"getTrace" | "getReceiverFacts"> {
  const trace = db.prepare<[number, string, string], StoredTrace>(
    `SELECT t.run, t.body, a.body AS audience FROM traces AS t
     LEFT JOIN audiences AS a ON a.run = t.run AND a.number = t.audience
     WHERE t.timestamp = ? AND t.message_id = ? AND t.client = ?`,
  );
  const conversationOf = db
    .prepare<[string], number>("SELECT id FROM conversations WHERE object_id = ?")
    .pluck();
  const clientOf = db.prepare<[string], number>("SELECT id FROM clients WHERE client_id = ?").pluck();
  const membership = db.prepare<[Values], { joinedAt: number; deliveredAt: number; readAt: number }>(
    `SELECT joined_at AS joinedAt, delivered_at AS deliveredAt, read_at AS readAt FROM members
     WHERE conversation = @conversation AND client = @client
     UNION ALL SELECT timestamp, 0, read_at FROM subscriptions WHERE conversation = @conversation AND client = @client`,
  );
  const ownBoxReadAt = db
    .prepare<[number, number], number>("SELECT read_at FROM boxes WHERE conversation = ? AND client = ?")
    .pluck();
  const movedAt = db
    .prepare<[Values], number>(
      `SELECT at FROM mark_moves WHERE conversation = @conversation AND client = @client AND mark = @mark
         AND up_to >= @timestamp ORDER BY up_to LIMIT 1`,
    )
    .pluck();
  const logins = db.prepare<[Values], Logins>(
    `SELECT coalesce(max(at <= @timestamp AND (ended_at IS NULL OR ended_at >= @timestamp)), 0) AS isOnline,
       coalesce((SELECT at FROM logins WHERE client = @client
         ORDER BY at DESC, id DESC LIMIT 1 OFFSET ${maxLogins - 1}), 0) <= @timestamp AS isWhole,
       min(CASE WHEN at > @timestamp THEN at END) AS nextLoginAt
     FROM logins WHERE client = @client`,
  );
  const listedAt = db
    .prepare<[number, number, number], number>(
      "SELECT added_at FROM client_lists WHERE conversation = ? AND list = ? AND client = ?",
    )
    .pluck();

  /** How far the client has received and read, and when it said so. */
  function marksOf(place: Place) {
    const { conversation, client, timestamp } = place;
    const member = membership.get({ conversation, client });
    // Who came later begins with markers at the newest message of then.
    const known = member !== undefined && member.joinedAt <= timestamp ? member : null;
    const receivedAt = movedAt.get({ ...place, mark: marks.received }) ?? null;
    const readAt = movedAt.get({ ...place, mark: marks.read }) ?? null;
    const readUpTo = Math.max(known?.readAt ?? 0, ownBoxReadAt.get(conversation, client) ?? 0);
    const isRead = readAt !== null || readUpTo >= timestamp;
    return {
      joinedAt: member?.joinedAt ?? null,
      isReceived: isRead || receivedAt !== null || (known?.deliveredAt ?? 0) >= timestamp,
      receivedAt: receivedAt ?? readAt,
      isRead,
      readAt,
    };
  }

  function loginsOf(place: Place) {
    const found = logins.get({ ...place });
    const isWhole = found?.isWhole === 1;
    return {
      wasOnline: found?.isOnline === 1 ? true : isWhole ? false : null,
      nextLoginAt: isWhole ? (found?.nextLoginAt ?? null) : null,
    };
  }

  function factsOf(clientId: string, place: Place): ReceiverFacts {
    const { conversation, client } = place;
    return {
      clientId,
      ...marksOf(place),
      ...loginsOf(place),
      blockedAt: listedAt.get(conversation, listNumbers.blocks, client) ?? null,
      refusedAt: listedAt.get(conversation, listNumbers.refusals, client) ?? null,
    };
  }

  return {
    getTrace: ({ timestamp, messageId, clientId }) => trace.get(timestamp, messageId, clientId ?? "") ?? null,
    getReceiverFacts({ conversationId, timestamp }, clientIds) {
      const conversation = conversationOf.get(conversationId) ?? 0;
      return clientIds.map((clientId) =>
        factsOf(clientId, { conversation, client: clientOf.get(clientId) ?? 0, timestamp }),
      );
    },
  };
}

export function traceWrites({ db }: WriteContext): Methods<"addTraces"> {
  const add = db.prepare(
    `INSERT OR REPLACE INTO traces (timestamp, message_id, client, run, audience, body)
     VALUES (@timestamp, @messageId, @client, @run, @audience, @body)`,
  );
  const addAudience = db.prepare(
    "INSERT OR REPLACE INTO audiences (run, number, used_at, body) VALUES (?, ?, ?, ?)",
  );
  const useAudience = db.prepare(
    "UPDATE audiences SET used_at = @now WHERE run = @run AND number = @number AND used_at < @before",
  );
  return {
    addTraces(rows, now) {
      const used = new Set<number>();
      for (const { timestamp, messageId, clientId, run, audience, audienceBody, body } of rows) {
        if (audience !== null && audienceBody !== undefined)
          addAudience.run(run, audience, now, audienceBody);
        else if (audience !== null && !used.has(audience)) {
          useAudience.run({ run, number: audience, now, before: now - freshness });
          used.add(audience);
        }
        add.run({ timestamp, messageId, client: clientId ?? "", run, audience, body });
      }
    },
  };
}
