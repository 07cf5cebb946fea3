import type { JsonObject } from "@/lib/protocol/json-value";
import type { ConversationKind, ConversationRow } from "../interface";
import type { Db } from "./database";
import { listNumbers } from "./list-numbers";

export const kindNumbers: Record<ConversationKind, number> = {
  normal: 1,
  chatroom: 2,
  service: 3,
  temporary: 4,
};
const kindNames: ConversationKind[] = ["normal", "chatroom", "service", "temporary"];

type RawConversation = {
  id: number;
  object_id: string;
  kind: number;
  name: string | null;
  creator: string | null;
  is_unique: number;
  unique_key: string | null;
  fields: string;
  acl: string | null;
  created_at: number;
  updated_at: number;
  last_message_at: number | null;
};
type RawClient = { conversation: number; client_id: string };

/** Reads the stored JSON of custom columns; our own writes are the only ones. */
export function readFields(text: string): JsonObject {
  return JSON.parse(text);
}

export type ConversationLoader = {
  /** Rows of these integers, in their order; those that are gone are left out. */
  byIds(ids: number[]): ConversationRow[];
  byId(id: number): ConversationRow | null;
};

/** Loads whole conversation rows with members and muted lists, a page at a time. */
export function conversationLoader(db: Db): ConversationLoader {
  const rows = db.prepare<[string], RawConversation>(
    `SELECT c.id, c.object_id, c.kind, c.name, c.creator, c.is_unique, c.unique_key, c.fields, c.acl,
            c.created_at, c.updated_at, c.last_message_at
     FROM json_each(?) AS wanted CROSS JOIN conversations AS c ON c.id = wanted.value
     ORDER BY wanted.key`,
  );
  const members = db.prepare<[string], RawClient>(
    `SELECT m.conversation, k.client_id
     FROM json_each(?) AS wanted CROSS JOIN members AS m ON m.conversation = wanted.value
     CROSS JOIN clients AS k ON k.id = m.client
     ORDER BY m.conversation, m.position`,
  );
  const muted = db.prepare<[string], RawClient>(
    `SELECT l.conversation, k.client_id
     FROM json_each(?) AS wanted CROSS JOIN client_lists AS l ON l.conversation = wanted.value AND l.list = ${listNumbers.mutes}
     CROSS JOIN clients AS k ON k.id = l.client
     ORDER BY l.conversation, l.id`,
  );

  function byIds(ids: number[]): ConversationRow[] {
    if (ids.length === 0) return [];
    const wanted = JSON.stringify(ids);
    const membersOf = groupClients(members.all(wanted));
    const mutedOf = groupClients(muted.all(wanted));
    return rows
      .all(wanted)
      .map((row) => presentRow(row, membersOf.get(row.id) ?? [], mutedOf.get(row.id) ?? []));
  }

  return { byIds, byId: (id) => byIds([id])[0] ?? null };
}

function groupClients(rows: RawClient[]): Map<number, string[]> {
  const groups = new Map<number, string[]>();
  for (const row of rows) {
    const group = groups.get(row.conversation);
    if (group) group.push(row.client_id);
    else groups.set(row.conversation, [row.client_id]);
  }
  return groups;
}

function presentRow(row: RawConversation, members: string[], muted: string[]): ConversationRow {
  return {
    objectId: row.object_id,
    kind: kindNames[row.kind - 1] ?? "normal",
    name: row.name,
    creator: row.creator,
    members,
    muted,
    unique: row.is_unique === 1,
    uniqueId: row.is_unique === 1 ? row.unique_key : null,
    fields: readFields(row.fields),
    acl: row.acl === null ? null : JSON.parse(row.acl),
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    lastMessageAt: row.last_message_at,
  };
}
