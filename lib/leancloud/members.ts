import "server-only";
import { z } from "zod";
import { clientIdsReplySchema, emptyReplySchema, updatedReplySchema } from "@/lib/protocol/rest/common";
import {
  clientListReplySchema,
  memberInfosReplySchema,
  onlineCountReplySchema,
} from "@/lib/protocol/rest/conversations";
import { resources, type StoredKind } from "./conversations";
import { type LeanCloud, path } from "./request";

export type ListPlace = { kind: StoredKind; id: string };
const pageSize = 50;

/** Parley's server says whom it left out and why, LeanCloud nothing. */
const membersChangedSchema = updatedReplySchema.extend({
  failed: z.array(z.looseObject({ client_id: z.string(), code: z.number() })).default([]),
});

/** Adds or removes members of a normal conversation. */
export function changeMembers(
  upstream: LeanCloud,
  method: "POST" | "DELETE",
  id: string,
  clientIds: string[],
) {
  return upstream.call({
    method,
    path: path`/1.2/rtm/conversations/${id}/members`,
    body: { client_ids: clientIds },
    schema: membersChangedSchema,
    idempotent: true,
  });
}

/** Members who muted offline push. */
export async function getMutes(upstream: LeanCloud, id: string, signal?: AbortSignal): Promise<string[]> {
  const reply = await upstream.call({
    method: "GET",
    path: path`/1.2/rtm/conversations/${id}/mutes`,
    schema: clientIdsReplySchema,
    signal,
  });
  return reply.result;
}

export function changeMutes(upstream: LeanCloud, method: "POST" | "DELETE", id: string, clientIds: string[]) {
  return upstream.call({
    method,
    path: path`/1.2/rtm/conversations/${id}/mutes`,
    body: { client_ids: clientIds },
    schema: updatedReplySchema,
    idempotent: true,
  });
}

/** Lists that hang on a conversation, as LeanCloud's paths name them. */
export type ClientList = "permanent-silenceds" | "blacklists";

export async function getClientList(
  upstream: LeanCloud,
  list: ClientList,
  where: ListPlace,
  next: string | undefined,
  signal?: AbortSignal,
) {
  const reply = await upstream.call({
    method: "GET",
    path: path`/1.2/rtm/${resources[where.kind]}/${where.id}/${list}`,
    query: { limit: pageSize, next },
    schema: clientListReplySchema,
    signal,
  });
  return { clientIds: reply.client_ids, next: reply.next || null };
}

export function changeClientList(
  upstream: LeanCloud,
  list: ClientList,
  method: "POST" | "DELETE",
  where: ListPlace,
  clientIds: string[],
) {
  return upstream.call({
    method,
    path: path`/1.2/rtm/${resources[where.kind]}/${where.id}/${list}`,
    body: { client_ids: clientIds },
    schema: emptyReplySchema,
    idempotent: true,
  });
}

/** Silences one client for `seconds`, at most a day. */
export function silenceForTime(upstream: LeanCloud, where: ListPlace, clientId: string, seconds: number) {
  return upstream.call({
    method: "POST",
    path: path`/1.2/rtm/${resources[where.kind]}/${where.id}/temporary-silenceds`,
    body: { client_id: clientId, ttl: seconds },
    schema: emptyReplySchema,
    idempotent: true,
  });
}

export function endTimedSilence(upstream: LeanCloud, where: ListPlace, clientId: string) {
  return upstream.call({
    method: "DELETE",
    path: path`/1.2/rtm/${resources[where.kind]}/${where.id}/temporary-silenceds`,
    query: { client_id: clientId },
    schema: emptyReplySchema,
    idempotent: true,
  });
}

type RoleRecord = { clientId: string; objectId: string; role: string };

/** Every role that was set; members without a record have the role Member. */
export async function getRoles(
  upstream: LeanCloud,
  where: ListPlace,
  signal?: AbortSignal,
): Promise<RoleRecord[]> {
  const records: RoleRecord[] = [];
  for (;;) {
    const { results } = await upstream.call({
      method: "GET",
      path: path`/1.2/rtm/${resources[where.kind]}/${where.id}/member-infos`,
      query: { skip: records.length || undefined, limit: 100 },
      schema: memberInfosReplySchema,
      signal,
    });
    records.push(...results);
    if (results.length < 100 || records.length >= 10_000) return records;
  }
}

/** Sets a client's role; `record` is the one it has. `Member` takes the record away. */
export async function setRole(
  upstream: LeanCloud,
  where: ListPlace,
  change: { clientId: string; role: string; record: RoleRecord | undefined },
): Promise<void> {
  const base = path`/1.2/rtm/${resources[where.kind]}/${where.id}/member-infos`;
  const body = { clientId: change.clientId, role: change.role };
  if (change.role === "Member") {
    if (!change.record) return;
    await upstream.call({
      method: "DELETE",
      path: base + path`/${change.record.objectId}`,
      schema: emptyReplySchema,
      idempotent: true,
    });
  } else if (change.record) {
    await upstream.call({
      method: "PUT",
      path: base + path`/${change.record.objectId}`,
      body,
      schema: emptyReplySchema,
      idempotent: true,
    });
  } else {
    await upstream.call({ method: "POST", path: base, body, schema: emptyReplySchema });
  }
}

/** How many are in a chat room now, and at most 50 of them. */
export async function getRoomPresence(upstream: LeanCloud, id: string, signal?: AbortSignal) {
  const [count, sample] = await Promise.all([
    upstream.call({
      method: "GET",
      path: path`/1.2/rtm/chatrooms/${id}/members/online-count`,
      schema: onlineCountReplySchema,
      signal,
    }),
    upstream.call({
      method: "GET",
      path: path`/1.2/rtm/chatrooms/${id}/members`,
      schema: clientIdsReplySchema,
      signal,
    }),
  ]);
  return { count: count.result, sample: sample.result };
}
