import "server-only";
import type { Capability } from "@/lib/contracts/session";
import {
  type Capabilities,
  capabilitiesReplySchema,
  clientOverviewReplySchema,
  lastChangesReplySchema,
  lastMessagesReplySchema,
  type MessageChangeWire,
  parleyStatsReplySchema,
  searchReplySchema,
  versionsReplySchema,
} from "@/lib/protocol/rest/parley";
import { type LeanCloud, path } from "./request";
import { UpstreamError } from "./upstream-error";

const capabilityNames = {
  search: "search",
  versions: "versions",
  changers: "changers",
  lastMessages: "last-messages",
  clientOverview: "client-summary",
  liveEvents: "events",
  settings: "settings",
  sessions: "sessions",
  traces: "traces",
  restrictions: "restrictions",
} as const satisfies Partial<Record<keyof Capabilities, Capability>>;

/** What the server can do beyond LeanCloud; a hosted app answers 404 and has none. */
export async function getCapabilities(upstream: LeanCloud, signal?: AbortSignal): Promise<Capability[]> {
  try {
    const reply = await upstream.call({
      method: "GET",
      path: path`/parley/1/capabilities`,
      schema: capabilitiesReplySchema,
      timeoutMs: 3_000,
      signal,
    });
    const names = Object.keys(capabilityNames) as (keyof typeof capabilityNames)[];
    return names.filter((name) => reply[name]).map((name) => capabilityNames[name]);
  } catch (error) {
    if (error instanceof UpstreamError && (error.kind === "rejected" || error.kind === "unreadable"))
      return [];
    throw error;
  }
}

/** The embedded server's limits and counts; null where there is no such server. */
export async function getQuotas(upstream: LeanCloud, signal?: AbortSignal) {
  try {
    const [capabilities, stats] = await Promise.all([
      upstream.call({
        method: "GET",
        path: path`/parley/1/capabilities`,
        schema: capabilitiesReplySchema,
        signal,
      }),
      upstream.call({ method: "GET", path: path`/parley/1/stats`, schema: parleyStatsReplySchema, signal }),
    ]);
    return { clients: stats.clients, quotas: capabilities.quotas };
  } catch (error) {
    if (error instanceof UpstreamError && (error.kind === "rejected" || error.kind === "unreadable"))
      return null;
    throw error;
  }
}

/** Messages that hold the words, newest first. */
export function searchMessages(
  upstream: LeanCloud,
  query: {
    q: string;
    conversationId?: string;
    from?: string;
    after?: number;
    before?: number;
    cursor?: string;
    limit?: number;
  },
  signal?: AbortSignal,
) {
  const { conversationId, ...rest } = query;
  return upstream.call({
    method: "GET",
    path: path`/parley/1/messages/search`,
    query: { ...rest, conv_id: conversationId },
    schema: searchReplySchema,
    signal,
  });
}

/** Earlier texts of a message, oldest first. */
export async function getVersions(
  upstream: LeanCloud,
  message: { conversationId: string; messageId: string; timestamp: number; clientId?: string },
  signal?: AbortSignal,
) {
  const reply = await upstream.call({
    method: "GET",
    path: path`/parley/1/messages/versions`,
    query: {
      conv_id: message.conversationId,
      msg_id: message.messageId,
      timestamp: message.timestamp,
      client_id: message.clientId,
    },
    schema: versionsReplySchema,
    signal,
  });
  return reply.results;
}

type MessagePlace = { conversationId: string; id: string; timestamp: number; toClientId: string | null };

/** How each message was changed last, in their order; null for one that never was. */
export async function getLastChanges(
  upstream: LeanCloud,
  messages: readonly MessagePlace[],
  signal?: AbortSignal,
): Promise<(MessageChangeWire | null)[]> {
  const reply = await upstream.call({
    method: "POST",
    path: path`/parley/1/messages/last-changes`,
    body: {
      messages: messages.map(({ conversationId, id, timestamp, toClientId }) => ({
        conv_id: conversationId,
        msg_id: id,
        timestamp,
        client_id: toClientId ?? undefined,
      })),
    },
    schema: lastChangesReplySchema,
    idempotent: true,
    timeoutMs: 3_000,
    signal,
  });
  return reply.results;
}

/** The newest message of each conversation that has one. */
export async function getLastMessages(upstream: LeanCloud, conversationIds: string[], signal?: AbortSignal) {
  const reply = await upstream.call({
    method: "POST",
    path: path`/parley/1/conversations/last-messages`,
    body: { conv_ids: conversationIds },
    schema: lastMessagesReplySchema,
    idempotent: true,
    signal,
  });
  return reply.results;
}

/** Everything the server knows of a client. */
export function getClientOverview(
  upstream: LeanCloud,
  clientId: string,
  limit: number,
  signal?: AbortSignal,
) {
  return upstream.call({
    method: "GET",
    path: path`/parley/1/clients/${clientId}`,
    query: { limit },
    schema: clientOverviewReplySchema,
    signal,
  });
}
