import { limits } from "@/lib/protocol/limits";
import type { ConversationRow, MessageRow } from "../../store/interface";
import type { ImContext } from "../context";
import { historyBounds } from "../messages/history-bounds";
import { listClientConversations } from "./list-client-conversations";

const PAGE = 20;

export type ClientOverview = {
  sessions: number;
  /** When its last session ended; null while there is one. */
  lastSeenAt: number | null;
  unread: number;
  firstMessage: MessageRow | null;
  lastMessage: MessageRow | null;
  conversationCount: number;
  conversations: ConversationRow[];
  cursor: string | null;
};

/**
 * What is known of a client: its first and last message, unread count, and the conversations it is
 * a member of, newest message first. A client that never appeared has an empty overview.
 * @throws ImError 1 for a cursor of another kind
 */
export async function getClientOverview(
  context: ImContext,
  clientId: string,
  page: { cursor?: string; limit?: number },
): Promise<ClientOverview> {
  const limit = Math.min(Math.max(page.limit ?? PAGE, 1), limits.queryLimit);
  const scope = { kind: "sender" as const, clientId };
  const [first, last, unread, counted, found, seenAt] = await Promise.all([
    context.store.getHistory({ scope, ...historyBounds({ limit: 1, reversed: true }) }),
    context.store.getHistory({ scope, ...historyBounds({ limit: 1 }) }),
    context.store.getUnread(clientId),
    context.store.findConversations({
      where: { op: "eq", path: ["m"], value: clientId },
      order: [],
      skip: 0,
      limit: 0,
      count: true,
    }),
    listClientConversations(context, clientId, { cursor: page.cursor, limit }),
    context.presence.settle().then(() => context.store.getSeenAt(clientId)),
  ]);
  const sessions = context.presence.sessionsOf(clientId).length;
  return {
    sessions,
    lastSeenAt: sessions > 0 ? null : seenAt,
    unread: unread.total,
    firstMessage: first[0] ?? null,
    lastMessage: last[0] ?? null,
    conversationCount: counted.count ?? 0,
    conversations: found.rows,
    cursor: found.cursor,
  };
}
