import "server-only";
import type { Conversation } from "@/lib/contracts/conversations";
import {
  type ConversationWire,
  conversationKindOf,
  customColumnsOf,
  lastMessageAtOf,
} from "@/lib/protocol/conversation-row";

/** A `_Conversation` row as pages see it. */
export function presentConversation(row: ConversationWire): Conversation {
  return {
    id: row.objectId,
    kind: conversationKindOf(row),
    name: row.name ?? null,
    creator: row.c ?? null,
    members: row.m ?? [],
    muted: row.mu ?? [],
    unique: row.unique === true,
    uniqueId: row.uniqueId ?? null,
    attributes: row.attr ?? {},
    custom: customColumnsOf(row),
    createdAt: timeOf(row.createdAt),
    updatedAt: timeOf(row.updatedAt ?? row.createdAt),
    lastMessageAt: lastMessageAtOf(row),
  };
}

function timeOf(text: string | undefined): number {
  const time = Date.parse(text ?? "");
  return Number.isNaN(time) ? 0 : time;
}
