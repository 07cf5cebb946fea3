import "server-only";
import { z } from "zod";
import { type ConversationWire, conversationWireSchema } from "@/lib/protocol/conversation-row";
import { emptyReplySchema, updatedReplySchema } from "@/lib/protocol/rest/common";
import { conversationsReplySchema, createConversationReplySchema } from "@/lib/protocol/rest/conversations";
import { type LeanCloud, path } from "./request";

/** Kinds that are stored, by the name LeanCloud's paths give them. */
export const resources = {
  normal: "conversations",
  chatroom: "chatrooms",
  service: "service-conversations",
} as const;
export type StoredKind = keyof typeof resources;

export type ConversationFind = {
  where: Record<string, unknown>;
  /** `-lm`, `name` … */
  order: string;
  skip: number;
  limit: number;
  count: boolean;
};

/** Rows of `_Conversation`, all kinds (storage query: it can order and count; 1.2's cannot). */
export function findConversations(
  upstream: LeanCloud,
  find: ConversationFind,
  options: { signal?: AbortSignal; timeoutMs?: number } = {},
) {
  return upstream.call({
    method: "GET",
    path: path`/1.1/classes/_Conversation`,
    query: {
      where: JSON.stringify(find.where),
      order: find.order,
      skip: find.skip || undefined,
      limit: find.limit,
      count: find.count ? 1 : undefined,
    },
    schema: conversationsReplySchema,
    ...options,
  });
}

const rowOrNothingSchema = z.union([conversationWireSchema, z.looseObject({}).transform(() => null)]);

/** One conversation; null when there is none (LeanCloud answers `{}`). */
export function getConversation(
  upstream: LeanCloud,
  id: string,
  signal?: AbortSignal,
): Promise<ConversationWire | null> {
  return upstream.call({
    method: "GET",
    path: path`/1.1/classes/_Conversation/${id}`,
    schema: rowOrNothingSchema,
    signal,
  });
}

/** Creates a conversation. Only normal ones answer their whole row. */
export async function createConversation(
  upstream: LeanCloud,
  kind: StoredKind,
  body: { name?: string; c?: string; m?: string[]; unique?: boolean; attr?: Record<string, unknown> },
): Promise<string> {
  const reply = await upstream.call({
    method: "POST",
    path: path`/1.2/rtm/${resources[kind]}`,
    body,
    schema: createConversationReplySchema,
    // A unique conversation of the same members is found, not made again.
    idempotent: body.unique === true,
  });
  return reply.objectId;
}

/** Sets columns; values may be `{__op: "Delete"}`, names may be dotted (`attr.key`). */
export function updateConversation(
  upstream: LeanCloud,
  kind: StoredKind,
  id: string,
  fields: Record<string, unknown>,
) {
  return upstream.call({
    method: "PUT",
    path: path`/1.2/rtm/${resources[kind]}/${id}`,
    body: fields,
    schema: updatedReplySchema,
    idempotent: true,
  });
}

/** Deletes the conversation's row; its messages stay with the server. */
export function deleteConversation(upstream: LeanCloud, kind: StoredKind, id: string) {
  return upstream.call({
    method: "DELETE",
    path: path`/1.2/rtm/${resources[kind]}/${id}`,
    schema: emptyReplySchema,
    idempotent: true,
  });
}
