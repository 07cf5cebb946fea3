import "server-only";
import type { ClientSummary } from "@/lib/contracts/clients";
import { getUnreadCount } from "@/lib/leancloud/clients";
import { findConversations } from "@/lib/leancloud/conversations";
import { getHistory } from "@/lib/leancloud/messages";
import { getClientOverview } from "@/lib/leancloud/parley";
import type { LeanCloud } from "@/lib/leancloud/request";
import { UpstreamError } from "@/lib/leancloud/upstream-error";
import { currentCapabilities } from "../apps/refresh-capabilities";
import type { ConsoleContext } from "../context";
import type { AppRow } from "../store/tables";
import { presenceAmong } from "./presence-among";

/** What the server knows of a client; what it refuses to say is null. */
export async function summarizeClient(
  place: { context: ConsoleContext; app: AppRow; upstream: LeanCloud },
  id: string,
  signal?: AbortSignal,
): Promise<ClientSummary> {
  const { upstream } = place;
  const capabilities = await currentCapabilities(place.context, place.app);
  if (capabilities.includes("client-summary")) {
    const known = await getClientOverview(upstream, id, 1, signal);
    return {
      id,
      online: known.online,
      onlineAsOf: null,
      unread: known.unread,
      conversations: known.conversation_count,
      sessions: known.sessions,
      lastSeenAt: known.last_seen,
      lastMessageAt: known.last_message?.timestamp ?? null,
    };
  }
  const find = { where: { m: id }, order: "-lm", skip: 0, limit: 0, count: true };
  const [presence, unread, counted, sent] = await Promise.all([
    unlessRefused(presenceAmong(place, [id], signal)),
    unlessRefused(getUnreadCount(upstream, id, undefined, signal)),
    unlessRefused(findConversations(upstream, find, { signal })),
    unlessRefused(getHistory(upstream, { scope: "sender", clientId: id }, { limit: 1 }, signal)),
  ]);
  return {
    id,
    online: presence === null ? null : presence.online.includes(id),
    onlineAsOf: presence?.asOf ?? null,
    unread,
    conversations: counted?.count ?? null,
    sessions: null,
    lastSeenAt: presence?.seenAt[id] ?? null,
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
