import "server-only";
import { presenceReplySchema } from "@/lib/protocol/rest/presence";
import { type LeanCloud, path } from "./request";

/** Who of at most 200 clients is online, and when the others were: on Parley's own server. */
export async function getPresence(upstream: LeanCloud, clientIds: string[], signal?: AbortSignal) {
  const reply = await upstream.call({
    method: "POST",
    path: path`/parley/1/clients/presence`,
    body: { client_ids: clientIds },
    schema: presenceReplySchema,
    idempotent: true,
    signal,
  });
  return reply.results;
}
