import "server-only";
import type { ClientRestrictions } from "@/lib/contracts/clients";
import type { TimedSilencePage } from "@/lib/contracts/members";
import { restrictionsReplySchema, timedSilencesReplySchema } from "@/lib/protocol/rest/restrictions";
import { type LeanCloud, path } from "./request";

const pageSize = 50;

/** Who is silenced for a time in a conversation; only Parley's own server lists them. */
export async function getTimedSilences(
  upstream: LeanCloud,
  conversationId: string,
  next?: string,
  signal?: AbortSignal,
): Promise<TimedSilencePage> {
  const reply = await upstream.call({
    method: "GET",
    path: path`/parley/1/conversations/${conversationId}/temporary-silenceds`,
    query: { limit: pageSize, next },
    schema: timedSilencesReplySchema,
    signal,
  });
  const silences = reply.results.map(({ client_id: clientId, until }) => ({ clientId, until }));
  return { silences, next: reply.next };
}

/** Where a client is silenced or blocked; only Parley's own server knows. */
export async function getRestrictions(
  upstream: LeanCloud,
  clientId: string,
  next?: string,
  signal?: AbortSignal,
): Promise<ClientRestrictions> {
  const reply = await upstream.call({
    method: "GET",
    path: path`/parley/1/clients/${clientId}/restrictions`,
    query: { limit: pageSize, next },
    schema: restrictionsReplySchema,
    signal,
  });
  const restrictions = reply.results.map(({ conv_id, kind, until }) => ({
    conversationId: conv_id,
    kind,
    until,
  }));
  return { restrictions, next: reply.next };
}
