import type { UnreadSnapshot } from "../gateway-interface";
import type { Db } from "./database";
import { marks } from "./mark-moves";
import { historyReads } from "./message-reads";
import type { Methods } from "./sync-store";
import { unreadReads } from "./unread";

/** What a login is told of its unread messages. */
export function unreadSnapshotReads(db: Db): Methods<"getUnreadSnapshot"> {
  const { getUnread } = unreadReads(db);
  const { getHistory } = historyReads(db);
  const readLately = db
    .prepare<[Record<string, string | number>], string>(
      `SELECT c.object_id FROM mark_moves AS v CROSS JOIN conversations AS c ON c.id = v.conversation
       WHERE v.client = (SELECT id FROM clients WHERE client_id = @clientId)
         AND v.mark = ${marks.read} AND v.at >= @readSince
       GROUP BY v.conversation ORDER BY max(v.at) DESC LIMIT @limit`,
    )
    .pluck();

  function newestOf(conversationId: string, clientId: string) {
    const walk = {
      direction: "older",
      start: { timestamp: Number.MAX_SAFE_INTEGER, inclusive: true },
      stop: { timestamp: 0, inclusive: true },
      limit: 1,
    } as const;
    const [shared] = getHistory({ scope: { kind: "box", box: { conversationId } }, ...walk });
    const [own] = getHistory({ scope: { kind: "box", box: { conversationId, clientId } }, ...walk });
    if (shared && own) return shared.timestamp > own.timestamp ? shared : own;
    return shared ?? own ?? null;
  }

  // One transaction: a message may not be counted and yet be missing as the newest, or the reverse.
  const snapshot = db.transaction(
    (clientId: string, limit: number, readSince: number | null): UnreadSnapshot => {
      const { conversations } = getUnread(clientId);
      const unread = conversations
        .slice(0, limit)
        .map((row) => ({ ...row, last: newestOf(row.conversationId, clientId) }));
      const notRead = new Set(conversations.map(({ conversationId }) => conversationId));
      const read = readSince === null ? [] : readLately.all({ clientId, limit, readSince });
      return [
        ...unread,
        ...read
          .filter((conversationId) => !notRead.has(conversationId))
          .map((conversationId) => ({ conversationId, count: 0, mentioned: false, last: null })),
      ];
    },
  );
  return { getUnreadSnapshot: (...asked) => snapshot.deferred(...asked) };
}
