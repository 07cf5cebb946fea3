import type { ConversationWire } from "@/lib/protocol/conversation-row";
import type { ConversationRow } from "../../store/interface";

export type ConversationView = { withAcl?: boolean; withKind?: boolean };

/** A conversation as LeanCloud's REST gives it: what is not set is left out. */
export function presentConversation(row: ConversationRow, view: ConversationView = {}): ConversationWire {
  const wire: ConversationWire = {
    ...row.fields,
    objectId: row.objectId,
    createdAt: iso(row.createdAt),
    updatedAt: iso(row.updatedAt),
  };
  if (row.name !== null) wire.name = row.name;
  if (row.creator !== null) wire.c = row.creator;
  if (row.kind === "normal" || row.kind === "temporary") wire.m = row.members;
  if (row.muted.length > 0) wire.mu = row.muted;
  if (row.kind === "chatroom") wire.tr = true;
  if (row.kind === "service") wire.sys = true;
  if (row.unique) wire.unique = true;
  if (row.uniqueId !== null) wire.uniqueId = row.uniqueId;
  if (row.lastMessageAt !== null) wire.lm = { __type: "Date", iso: iso(row.lastMessageAt) };
  if (view.withAcl && row.acl !== null) wire.ACL = row.acl;
  return wire;
}

/** A time as storage writes it: `2018-01-16T03:40:37.683Z`. */
export function iso(time: number): string {
  return new Date(time).toISOString();
}

/** The reply of updates and of member and mute changes. */
export function presentUpdated(row: ConversationRow): { objectId: string; updatedAt: string } {
  return { objectId: row.objectId, updatedAt: iso(row.updatedAt) };
}

/** The reply of creations. */
export function presentCreated(row: { objectId: string; createdAt: number }): {
  objectId: string;
  createdAt: string;
} {
  return { objectId: row.objectId, createdAt: iso(row.createdAt) };
}
