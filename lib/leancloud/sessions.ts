import "server-only";
import { clientSessionsReplySchema } from "@/lib/protocol/rest/sessions";
import { type LeanCloud, path } from "./request";

/** A client's open sessions and latest logins; only the embedded server knows them. */
export function getClientSessions(upstream: LeanCloud, clientId: string, signal?: AbortSignal) {
  return upstream.call({
    method: "GET",
    path: path`/parley/1/clients/${clientId}/sessions`,
    schema: clientSessionsReplySchema,
    signal,
  });
}
