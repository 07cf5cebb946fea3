import type { UnreadRow } from "../interface";
import type { Db } from "./database";
import { messageFlags } from "./message-rows";
import type { Methods } from "./sync-store";

/** Counting stops here. */
const maxUnread = 100;
/** Newest messages looked at per conversation, and conversations per client. */
const maxLookedAt = 1000;
const maxConversations = 1000;

type Candidate = { box: number; conversationId: string; readAt: number };
type Seen = { flags: number; mentions: string | null };
type Values = Record<string, string | number | null>;

/**
 * Unread counts are not kept but counted from read markers, so that a message to 500 members
 * writes no 500 rows and deleting a message takes it out of the count.
 */
export function unreadReads(db: Db): Methods<"getUnread"> {
  const candidates = db.prepare<[Values], Candidate>(
    `SELECT box, conversationId, readAt FROM (
       SELECT b.id AS box, c.object_id AS conversationId, m.read_at AS readAt, b.newest_at AS newest
       FROM members AS m CROSS JOIN conversations AS c ON c.id = m.conversation
       CROSS JOIN boxes AS b ON b.conversation = m.conversation AND b.client = 0
       WHERE m.client = @client AND m.last_message_at > m.read_at
         AND (@conversationId IS NULL OR c.object_id = @conversationId)
       UNION ALL
       SELECT b.id, c.object_id, s.read_at, b.newest_at
       FROM subscriptions AS s CROSS JOIN conversations AS c ON c.id = s.conversation
       CROSS JOIN boxes AS b ON b.conversation = s.conversation AND b.client = 0
       WHERE s.client = @client AND b.newest_at > s.read_at
         AND (@conversationId IS NULL OR c.object_id = @conversationId)
       UNION ALL
       SELECT b.id, c.object_id, b.read_at, b.newest_at
       FROM boxes AS b CROSS JOIN conversations AS c ON c.id = b.conversation
       WHERE b.client = @client AND b.client <> 0 AND b.newest_at > b.read_at
         AND (@conversationId IS NULL OR c.object_id = @conversationId)
     ) ORDER BY newest DESC LIMIT ${maxConversations}`,
  );
  const unseen = db.prepare<[Values], Seen>(
    `SELECT flags, mentions FROM (
       SELECT sender, flags, mentions FROM messages WHERE box = @box AND timestamp > @readAt
       ORDER BY timestamp DESC LIMIT ${maxLookedAt}
     ) WHERE sender <> @client AND flags & ${messageFlags.countsUnread} <> 0 LIMIT ${maxUnread}`,
  );
  const clientOf = db.prepare<[string], number>("SELECT id FROM clients WHERE client_id = ?").pluck();

  function mentions(row: Seen, clientId: string): boolean {
    if ((row.flags & messageFlags.mentionAll) !== 0) return true;
    if (row.mentions === null) return false;
    const list: unknown = JSON.parse(row.mentions);
    return Array.isArray(list) && list.includes(clientId);
  }

  return {
    getUnread(clientId, conversationId) {
      const client = clientOf.get(clientId);
      if (client === undefined) return { total: 0, conversations: [] };
      const rows = new Map<string, UnreadRow>();
      for (const candidate of candidates.all({ client, conversationId: conversationId ?? null })) {
        const seen = unseen.all({ box: candidate.box, readAt: candidate.readAt, client });
        if (seen.length === 0) continue;
        const before = rows.get(candidate.conversationId);
        rows.set(candidate.conversationId, {
          conversationId: candidate.conversationId,
          count: Math.min(maxUnread, (before?.count ?? 0) + seen.length),
          mentioned: (before?.mentioned ?? false) || seen.some((row) => mentions(row, clientId)),
        });
      }
      const conversations = [...rows.values()];
      return { total: conversations.reduce((sum, row) => sum + row.count, 0), conversations };
    },
  };
}
