import { limits } from "@/lib/protocol/limits";
import type { ConversationRow, MessageRow } from "../../store/interface";
import type { ImContext } from "../context";
import { badRequest } from "../errors";
import { historyBounds } from "../messages/history-bounds";

const PAGE = 20;
const CURSOR = /^o(\d{1,9})$/;

export type ClientOverview = {
  isOnline: boolean;
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
  const skip = readCursor(page.cursor);
  const scope = { kind: "sender" as const, clientId };
  const [first, last, unread, found] = await Promise.all([
    context.store.getHistory({ scope, ...historyBounds({ limit: 1, reversed: true }) }),
    context.store.getHistory({ scope, ...historyBounds({ limit: 1 }) }),
    context.store.getUnread(clientId),
    context.store.findConversations({
      where: { op: "eq", path: ["m"], value: clientId },
      order: [{ path: ["lm"], descending: true }],
      skip,
      limit,
      count: true,
    }),
  ]);
  const count = found.count ?? found.rows.length;
  const end = skip + found.rows.length;
  return {
    isOnline: context.presence.filterOnline([clientId]).length > 0,
    unread: unread.total,
    firstMessage: first[0] ?? null,
    lastMessage: last[0] ?? null,
    conversationCount: count,
    conversations: found.rows,
    cursor: found.rows.length > 0 && end < count ? `o${end}` : null,
  };
}

function readCursor(cursor: string | undefined): number {
  if (cursor === undefined) return 0;
  const match = CURSOR.exec(cursor);
  if (!match) throw badRequest("cursor is not one that was given out.");
  return Number(match[1]);
}
