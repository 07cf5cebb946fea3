import "server-only";
import { countReplySchema, emptyReplySchema } from "@/lib/protocol/rest/common";
import { sendReplySchema } from "@/lib/protocol/rest/send";
import { subscriptionsReplySchema } from "@/lib/protocol/rest/service-conversations";
import { type LeanCloud, path } from "./request";

/** Subscribers in the server's order, those after `after`. */
export function getSubscribers(
  upstream: LeanCloud,
  id: string,
  page: { after?: string; limit: number },
  signal?: AbortSignal,
) {
  return upstream.call({
    method: "GET",
    path: path`/1.2/rtm/service-conversations/${id}/subscribers`,
    query: { limit: page.limit, client_id: page.after },
    schema: subscriptionsReplySchema,
    signal,
  });
}

export async function countSubscribers(upstream: LeanCloud, id: string, signal?: AbortSignal) {
  const reply = await upstream.call({
    method: "GET",
    path: path`/1.2/rtm/service-conversations/${id}/subscribers/count`,
    schema: countReplySchema,
    signal,
  });
  return reply.count;
}

export function subscribe(upstream: LeanCloud, id: string, clientId: string) {
  return upstream.call({
    method: "POST",
    path: path`/1.2/rtm/service-conversations/${id}/subscribers`,
    body: { client_id: clientId },
    schema: emptyReplySchema,
    idempotent: true,
  });
}

export function unsubscribe(upstream: LeanCloud, id: string, clientId: string) {
  return upstream.call({
    method: "DELETE",
    path: path`/1.2/rtm/service-conversations/${id}/subscribers/${clientId}`,
    schema: emptyReplySchema,
    idempotent: true,
  });
}

/** A message to every subscriber. */
export function sendToSubscribers(
  upstream: LeanCloud,
  id: string,
  body: { from_client: string; message: string; push?: unknown },
) {
  return upstream.call({
    method: "POST",
    path: path`/1.2/rtm/service-conversations/${id}/broadcasts`,
    body,
    schema: sendReplySchema,
  });
}
