import "server-only";
import { emptyReplySchema } from "@/lib/protocol/rest/common";
import { type HistoryRow, historyReplySchema } from "@/lib/protocol/rest/history";
import { sendReplySchema } from "@/lib/protocol/rest/send";
import { resources, type StoredKind } from "./conversations";
import { type LeanCloud, path } from "./request";

/** Where messages lie. A service conversation has a history with each of its users. */
export type MessagePlace =
  | { scope: "conversation"; kind: StoredKind; id: string; clientId?: string }
  | { scope: "sender"; clientId: string }
  | { scope: "app" };

/** LeanCloud's history parameters: newest to oldest, or the other way when `reversed`. */
export type HistoryFind = {
  timestamp?: number;
  messageId?: string;
  tillTimestamp?: number;
  includeStart?: boolean;
  reversed?: boolean;
  limit: number;
  /** How long it waits for a rate limit to pass. */
  patienceMs?: number;
};

/** A stretch of history, in the order it was walked. */
export function getHistory(
  upstream: LeanCloud,
  place: MessagePlace,
  find: HistoryFind,
  signal?: AbortSignal,
): Promise<HistoryRow[]> {
  const isShared = place.scope === "conversation" && place.kind === "service" && !place.clientId;
  return upstream.call({
    method: "GET",
    path: isShared ? path`/1.1/rtm/messages/history` : historyPath(place),
    query: {
      convid: isShared ? place.id : undefined,
      timestamp: find.timestamp,
      msgid: find.messageId,
      till_timestamp: find.tillTimestamp,
      include_start: find.includeStart || undefined,
      reversed: find.reversed || undefined,
      limit: find.limit,
    },
    schema: historyReplySchema,
    signal,
    patienceMs: find.patienceMs,
  });
}

function historyPath(place: MessagePlace): string {
  if (place.scope === "app") return path`/1.2/rtm/messages`;
  if (place.scope === "sender") return path`/1.2/rtm/clients/${place.clientId}/messages`;
  if (place.kind === "service" && place.clientId) {
    return path`/1.2/rtm/service-conversations/${place.id}/subscribers/${place.clientId}/messages`;
  }
  return path`/1.2/rtm/${resources[place.kind]}/${place.id}/messages`;
}

export type Outgoing = {
  from_client: string;
  message: string;
  to_clients?: string[];
  transient?: boolean;
  no_sync?: boolean;
  push_data?: unknown;
  priority?: string;
  mention_all?: boolean;
  mention_client_ids?: string[];
};

/** Sends a message. Never repeated by itself once it may have arrived. */
export function sendMessage(upstream: LeanCloud, kind: StoredKind, id: string, body: Outgoing) {
  return upstream.call({
    method: "POST",
    path: path`/1.2/rtm/${resources[kind]}/${id}/messages`,
    body,
    schema: sendReplySchema,
  });
}

export type MessageKey = {
  kind: StoredKind;
  conversationId: string;
  messageId: string;
  from: string;
  timestamp: number;
  /** Whose copy of a service conversation's message. */
  clientId?: string;
  /** Kept with the change by servers that can. */
  operationId?: string;
};

/** Replaces a message's text. */
export function editMessage(upstream: LeanCloud, key: MessageKey, data: string) {
  return upstream.call({
    method: "PUT",
    path: path`/1.2/rtm/${resources[key.kind]}/${key.conversationId}/messages/${key.messageId}`,
    body: { ...patchOf(key), message: data },
    schema: emptyReplySchema,
  });
}

/** Makes a message a recalled one. */
export function recallMessage(upstream: LeanCloud, key: MessageKey) {
  return upstream.call({
    method: "PUT",
    path: path`/1.2/rtm/${resources[key.kind]}/${key.conversationId}/messages/${key.messageId}/recall`,
    body: patchOf(key),
    schema: emptyReplySchema,
    idempotent: true,
  });
}

function patchOf(key: MessageKey) {
  const patch = { from_client: key.from, timestamp: key.timestamp, operation_id: key.operationId };
  return key.clientId ? { ...patch, to_clients: [key.clientId] } : patch;
}

/** Deletes a message from the server's history; devices keep what they have. */
export function deleteMessage(upstream: LeanCloud, key: MessageKey) {
  const base = key.clientId
    ? path`/1.2/rtm/service-conversations/${key.conversationId}/subscribers/${key.clientId}`
    : path`/1.2/rtm/${resources[key.kind]}/${key.conversationId}`;
  return upstream.call({
    method: "DELETE",
    path: base + path`/messages/${key.messageId}`,
    query: { from_client: key.from, timestamp: key.timestamp },
    schema: emptyReplySchema,
    idempotent: true,
  });
}
