import "server-only";
import type { ClientSummary } from "@/lib/contracts/clients";
import type { Capability } from "@/lib/contracts/session";
import { checkOnline, getUnreadCount } from "@/lib/leancloud/clients";
import { findConversations } from "@/lib/leancloud/conversations";
import { getHistory } from "@/lib/leancloud/messages";
import { getClientOverview } from "@/lib/leancloud/parley";
import type { LeanCloud } from "@/lib/leancloud/request";
import { UpstreamError } from "@/lib/leancloud/upstream-error";

/** What the server knows of a client; what it refuses to say is null. */
export async function summarizeClient(
  upstream: LeanCloud,
  capabilities: Capability[],
  id: string,
  signal?: AbortSignal,
): Promise<ClientSummary> {
  if (capabilities.includes("client-summary")) {
    const known = await getClientOverview(upstream, id, 1, signal);
    return {
      id,
      online: known.online,
      unread: known.unread,
      conversations: known.conversation_count,
      sessions: known.sessions,
      lastSeenAt: known.last_seen,
      lastMessageAt: known.last_message?.timestamp ?? null,
    };
  }
  const find = { where: { m: id }, order: "-lm", skip: 0, limit: 0, count: true };
  const [online, unread, counted, sent] = await Promise.all([
    unlessRefused(checkOnline(upstream, [id], signal)),
    unlessRefused(getUnreadCount(upstream, id, undefined, signal)),
    unlessRefused(findConversations(upstream, find, { signal })),
    unlessRefused(getHistory(upstream, { scope: "sender", clientId: id }, { limit: 1 }, signal)),
  ]);
  return {
    id,
    online: online === null ? null : online.includes(id),
    unread,
    conversations: counted?.count ?? null,
    sessions: null,
    lastSeenAt: null,
    lastMessageAt: sent?.at(0)?.timestamp ?? null,
  };
}

async function unlessRefused<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof UpstreamError && error.kind === "rejected") return null;
    throw error;
  }
}
