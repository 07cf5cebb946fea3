import "server-only";
import type { ConversationList, ConversationListQuery } from "@/lib/contracts/conversations";
import { type ConversationFind, findConversations } from "@/lib/leancloud/conversations";
import type { LeanCloud } from "@/lib/leancloud/request";
import { UpstreamError } from "@/lib/leancloud/upstream-error";
import { buildWhere } from "./build-where";
import { presentConversation } from "./present-conversation";

const columns = { lastMessageAt: "lm", createdAt: "createdAt", updatedAt: "updatedAt", name: "name" };
const countMs = 3_000;

/** A page of conversations. The total is null when the server does not count them in time. */
export async function listConversations(
  upstream: LeanCloud,
  query: ConversationListQuery,
  signal?: AbortSignal,
): Promise<ConversationList> {
  const { page, pageSize } = query;
  const find: ConversationFind = {
    where: buildWhere(query),
    order: (query.dir === "desc" ? "-" : "") + columns[query.sort],
    skip: (page - 1) * pageSize,
    limit: pageSize,
    count: true,
  };
  const reply = await findCounted(upstream, find, signal);
  return {
    conversations: reply.results.map(presentConversation),
    total: reply.count ?? totalOf(query, reply.results.length),
    page,
    pageSize,
  };
}

/** A page that is not full is the last, and tells the total by itself. */
function totalOf({ page, pageSize }: ConversationListQuery, rows: number): number | null {
  const isLast = rows < pageSize && (rows > 0 || page === 1);
  return isLast ? (page - 1) * pageSize + rows : null;
}

/** Rows and count in one call; without the count when that takes too long. */
async function findCounted(upstream: LeanCloud, find: ConversationFind, signal: AbortSignal | undefined) {
  try {
    return await findConversations(upstream, find, { signal, timeoutMs: countMs });
  } catch (error) {
    if (!(error instanceof UpstreamError) || error.kind !== "timeout") throw error;
    return findConversations(upstream, { ...find, count: false }, { signal });
  }
}
