import type { MemberMark, ReceiptRow, UnreadCount } from "../gateway-interface";
import type { WriteContext } from "./context";
import type { Db } from "./database";
import { markMoves } from "./mark-moves";
import { boxIdSql, messageColumns, messageJoins, presentMessage, type RawMessage } from "./message-rows";
import { receiptWriter } from "./notices";
import type { Methods } from "./sync-store";
import { unreadReads } from "./unread";

/** How far back a message is looked for by its id alone. */
const recent = 1000;
/** Messages that one acknowledgement or reading may touch: clients name ranges of any length. */
const maxTouched = 500;
const maxReceipts = 100;

type Values = Record<string, string | number | null>;
const none: UnreadCount = { count: 0, mentioned: false };

/** Who has received and read what, as a login or a sender needs it. */
export function deliveryReads(db: Db): Methods<"getMarks" | "getPatchesSince" | "findRecentMessage"> {
  const marks = db.prepare<[string], MemberMark>(
    `SELECT k.client_id AS clientId, m.delivered_at AS deliveredAt, m.read_at AS readAt
     FROM members AS m CROSS JOIN clients AS k ON k.id = m.client
     WHERE m.conversation = (SELECT id FROM conversations WHERE object_id = ?) ORDER BY m.position`,
  );
  const patches = db.prepare<[Values], RawMessage>(
    `SELECT ${messageColumns} FROM messages AS m ${messageJoins}
     WHERE m.patch_timestamp > @since AND (
       b.client = @client OR (b.client = 0 AND (
         EXISTS (SELECT 1 FROM members WHERE conversation = b.conversation AND client = @client) OR
         EXISTS (SELECT 1 FROM subscriptions WHERE conversation = b.conversation AND client = @client))))
     ORDER BY m.patch_timestamp LIMIT @limit`,
  );
  const byId = db.prepare<[Values], RawMessage>(
    `SELECT ${messageColumns}
     FROM (SELECT * FROM messages WHERE box = ${boxIdSql} ORDER BY timestamp DESC LIMIT ${recent}) AS m ${messageJoins}
     WHERE m.message_id = @messageId LIMIT 1`,
  );
  const clientOf = db.prepare<[string], number>("SELECT id FROM clients WHERE client_id = ?").pluck();

  return {
    getMarks: (conversationId) => marks.all(conversationId),
    getPatchesSince(clientId, since, limit) {
      const client = clientOf.get(clientId);
      return client === undefined ? [] : patches.all({ client, since, limit }).map(presentMessage);
    },
    findRecentMessage(box, messageId) {
      const row = byId.get({ conversationId: box.conversationId, clientId: box.clientId ?? null, messageId });
      return row ? presentMessage(row) : null;
    },
  };
}

/** Moving a member's markers. */
export function deliveryWrites(context: WriteContext): Methods<"markRead" | "markDelivered"> {
  const { db } = context;
  const moves = markMoves(context);
  const tellSenders = receiptWriter(context);
  const newest = db
    .prepare<[number, number], number>("SELECT newest_at FROM boxes WHERE conversation = ? AND client = ?")
    .pluck();
  const { getUnread } = unreadReads(db);
  const member = db.prepare<[number, number], { delivered_at: number; read_at: number }>(
    "SELECT delivered_at, read_at FROM members WHERE conversation = ? AND client = ?",
  );
  const setRead = db.prepare(
    `UPDATE members SET read_at = max(read_at, @at), delivered_at = max(delivered_at, @at)
     WHERE conversation = @conversation AND client = @client`,
  );
  const setDelivered = db.prepare(
    "UPDATE members SET delivered_at = max(delivered_at, @at) WHERE conversation = @conversation AND client = @client",
  );
  const subscriptionRead = db.prepare(
    "UPDATE subscriptions SET read_at = @at WHERE conversation = @conversation AND client = @client AND read_at < @at",
  );
  const subscriptionDelivered = db.prepare(
    "UPDATE subscriptions SET delivered_at = max(delivered_at, @at) WHERE conversation = @conversation AND client = @client",
  );
  const boxRead = db.prepare(
    "UPDATE boxes SET read_at = @at WHERE conversation = @conversation AND client = @client AND read_at < @at",
  );
  const boxDelivered = db.prepare(
    "UPDATE boxes SET delivered_at = max(delivered_at, @at) WHERE conversation = @conversation AND client = @client",
  );
  const wanted = db.prepare<[Values], ReceiptRow>(
    `SELECT m.message_id AS messageId, k.client_id AS "from", m.timestamp
     FROM boxes AS b CROSS JOIN receipts AS r ON r.box = b.id AND r.timestamp > @after AND r.timestamp <= @upTo
     CROSS JOIN messages AS m ON m.box = b.id AND m.timestamp = r.timestamp
     CROSS JOIN clients AS k ON k.id = m.sender
     WHERE b.conversation = @conversation AND b.client = 0 AND m.sender <> @client
     ORDER BY r.timestamp DESC LIMIT ${maxReceipts}`,
  );
  const acknowledge = db.prepare(
    `UPDATE messages SET ack_at = @now WHERE ack_at IS NULL AND sender <> @client AND id IN (
       SELECT id FROM messages
       WHERE box = (SELECT id FROM boxes WHERE conversation = @conversation AND client = @owner)
         AND timestamp >= @from AND timestamp <= @to
       ORDER BY timestamp DESC LIMIT ${maxTouched})`,
  );

  function noteRead(conversation: number, client: number, readAt: number): void {
    moves.add("read", { conversation, client, upTo: readAt });
    context.changes.add("read", { conversation, client, value: readAt });
  }

  function countLeft(clientId: string, conversationId: string): UnreadCount {
    const [row] = getUnread(clientId, conversationId).conversations;
    return { count: row?.count ?? 0, mentioned: row?.mentioned ?? false };
  }

  return {
    markRead(clientId, conversationId, upTo, toldAt) {
      const conversation = context.findConversation(conversationId);
      if (conversation === null) return { readAt: 0, moved: false, receipts: [] };
      const client = context.internClient(clientId);
      const shared = newest.get(conversation, 0) ?? 0;
      const own = newest.get(conversation, client) ?? 0;
      const readAt = Math.min(upTo ?? Number.MAX_SAFE_INTEGER, Math.max(shared, own));
      // Most read everything: nothing has to be counted then.
      const isAll = readAt >= Math.max(shared, own);
      const left = () => (isAll ? none : countLeft(clientId, conversationId));
      const before = member.get(conversation, client);
      if (before === undefined) {
        const moved =
          subscriptionRead.run({ conversation, client, at: Math.min(readAt, shared) }).changes +
          boxRead.run({ conversation, client, at: Math.min(readAt, own) }).changes;
        if (moved === 0) return { readAt, moved: false, receipts: [] };
        noteRead(conversation, client, readAt);
        return { readAt, moved: true, receipts: [], left: left() };
      }
      if (readAt <= before.read_at) return { readAt: before.read_at, moved: false, receipts: [] };
      setRead.run({ conversation, client, at: readAt });
      noteRead(conversation, client, readAt);
      const receipts = wanted.all({ conversation, client, after: before.read_at, upTo: readAt }).reverse();
      const told = { reader: clientId, isRead: true };
      if (toldAt !== undefined) tellSenders(conversationId, receipts, { ...told, at: toldAt });
      return { readAt, moved: true, receipts, left: left() };
    },

    markDelivered(clientId, conversationId, { from, to }, now) {
      const conversation = context.findConversation(conversationId);
      if (conversation === null) return [];
      const client = context.internClient(clientId);
      const shared = newest.get(conversation, 0) ?? 0;
      const own = newest.get(conversation, client) ?? 0;
      const upTo = Math.min(to, Math.max(shared, own));
      const before = member.get(conversation, client);
      const marked =
        before === undefined
          ? subscriptionDelivered.run({ conversation, client, at: Math.min(upTo, shared) }).changes
          : 1;
      // Whoever does not belong there has received none of what was said to all.
      const owners = marked > 0 ? [0, client] : [client];
      for (const owner of owners) acknowledge.run({ conversation, client, owner, from, to: upTo, now });
      if (before === undefined) {
        const inBox = boxDelivered.run({ conversation, client, at: Math.min(upTo, own) }).changes;
        if (marked + inBox > 0) moves.add("received", { conversation, client, upTo });
        return [];
      }
      if (upTo <= before.delivered_at) return [];
      setDelivered.run({ conversation, client, at: upTo });
      moves.add("received", { conversation, client, upTo });
      const after = Math.max(before.delivered_at, from - 1);
      const receipts = wanted.all({ conversation, client, after, upTo }).reverse();
      tellSenders(conversationId, receipts, { reader: clientId, isRead: false, at: now });
      return receipts;
    },
  };
}
