import "server-only";
import { onlineReplySchema } from "@/lib/protocol/rest/clients";
import { countReplySchema, emptyReplySchema } from "@/lib/protocol/rest/common";
import { subscriptionsReplySchema } from "@/lib/protocol/rest/service-conversations";
import { type LeanCloud, path } from "./request";

/** Which of at most 20 clients are online. */
export async function checkOnline(
  upstream: LeanCloud,
  clientIds: string[],
  signal?: AbortSignal,
): Promise<string[]> {
  const reply = await upstream.call({
    method: "POST",
    path: path`/1.2/rtm/clients/check-online`,
    body: { client_ids: clientIds },
    schema: onlineReplySchema,
    idempotent: true,
    signal,
  });
  return reply.results;
}

/** Unread messages of a client, in one conversation or in all. */
export async function getUnreadCount(
  upstream: LeanCloud,
  clientId: string,
  conversationId?: string,
  signal?: AbortSignal,
): Promise<number> {
  const reply = await upstream.call({
    method: "GET",
    path: path`/1.2/rtm/clients/${clientId}/unread-count`,
    query: { conv_id: conversationId },
    schema: countReplySchema,
    withAppKey: true,
    signal,
  });
  return reply.count;
}

/** Ends a client's sessions and makes its sign-in tokens invalid. */
export function kickClient(upstream: LeanCloud, clientId: string, reason: string) {
  return upstream.call({
    method: "POST",
    path: path`/1.2/rtm/clients/${clientId}/kick`,
    body: reason ? { reason } : {},
    schema: emptyReplySchema,
    idempotent: true,
  });
}

/** Service conversations a client subscribes to, newest subscription first. */
export function getSubscriptions(
  upstream: LeanCloud,
  clientId: string,
  page: { conversationId?: string; timestamp?: number; limit: number },
  signal?: AbortSignal,
) {
  return upstream.call({
    method: "GET",
    path: path`/1.2/rtm/clients/${clientId}/service-conversations`,
    query: {
      conv_id: page.conversationId,
      timestamp: page.timestamp,
      limit: page.limit,
      direction: "old",
    },
    schema: subscriptionsReplySchema,
    signal,
  });
}
