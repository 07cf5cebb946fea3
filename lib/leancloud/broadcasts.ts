import "server-only";
import { emptyReplySchema } from "@/lib/protocol/rest/common";
import { sendReplySchema } from "@/lib/protocol/rest/send";
import { broadcastsReplySchema } from "@/lib/protocol/rest/service-conversations";
import { type LeanCloud, path } from "./request";

/** A message to every client of the app, through a service conversation. */
export function sendBroadcast(
  upstream: LeanCloud,
  body: {
    from_client: string;
    conv_id: string;
    message: string;
    valid_till?: number;
    push?: unknown;
    transient?: boolean;
  },
) {
  return upstream.call({
    method: "POST",
    path: path`/1.2/rtm/broadcasts`,
    body,
    schema: sendReplySchema,
  });
}

/** Broadcasts that are still valid. Hosted LeanCloud wants the service conversation named. */
export function getBroadcasts(
  upstream: LeanCloud,
  page: { conversationId?: string; limit: number; skip: number },
  signal?: AbortSignal,
) {
  return upstream.call({
    method: "GET",
    path: path`/1.2/rtm/broadcasts`,
    query: { conv_id: page.conversationId, limit: page.limit, skip: page.skip || undefined },
    schema: broadcastsReplySchema,
    signal,
  });
}

/** Replaces a broadcast's text for those who have not got it yet. */
export function editBroadcast(
  upstream: LeanCloud,
  conversationId: string,
  messageId: string,
  body: { from_client: string; message: string; timestamp: number },
) {
  return upstream.call({
    method: "PUT",
    path: path`/1.2/rtm/service-conversations/${conversationId}/messages/${messageId}`,
    body,
    schema: emptyReplySchema,
  });
}

/** Takes a broadcast back from those who have not got it yet. */
export function deleteBroadcast(upstream: LeanCloud, messageId: string) {
  return upstream.call({
    method: "DELETE",
    path: path`/1.2/rtm/broadcasts/${messageId}`,
    schema: emptyReplySchema,
    idempotent: true,
  });
}
