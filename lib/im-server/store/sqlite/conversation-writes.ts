import { createHash } from "node:crypto";
import { canonicalValue, type JsonObject } from "@/lib/protocol/json-value";
import { temporaryIdPrefix } from "@/lib/protocol/temporary-id";
import type { ConversationRow, NewConversation } from "../interface";
import { newObjectId, type WriteContext } from "./context";
import { conversationLoader, kindNumbers, readFields } from "./conversation-rows";
import { type ConversationChange, changeConversation } from "./conversation-update";
import { idleLookup } from "./idle-conversations";
import { listNumbers } from "./list-numbers";
import { memberTable, noteMembers } from "./member-writes";
import { noticeWriter } from "./notices";
import { requireStorable } from "./row-size";
import type { Methods } from "./sync-store";
import { conversationMatcher } from "./where/matcher";

/** Temporary conversations are found again by their members even when not asked to be unique. */
function uniqueKey(input: NewConversation): string | null {
  if (input.kind !== "temporary" && !(input.kind === "normal" && input.unique)) return null;
  const members = JSON.stringify([input.kind, ...[...new Set(input.members)].sort()]);
  return createHash("sha256").update(members).digest("hex").slice(0, 32);
}

type Texts = { name: string | null; fields: string; acl: string | null };

const prefixes = { normal: "", chatroom: "", service: "", temporary: temporaryIdPrefix } as const;

function toObject(fields: Record<string, unknown>): JsonObject {
  const value = canonicalValue(fields);
  return value !== null && typeof value === "object" && !Array.isArray(value) ? value : {};
}

/** Creating, changing and deleting conversations. */
export function conversationWrites(
  context: WriteContext,
): Methods<"createConversation" | "updateConversation" | "deleteConversation"> {
  const { db, changes } = context;
  const members = memberTable(context);
  const loader = conversationLoader(db);
  const matches = conversationMatcher(db);
  const tell = noticeWriter(context);
  const isIdle = idleLookup(db);
  const findUnique = db
    .prepare<[string], number>("SELECT id FROM conversations WHERE unique_key = ?")
    .pluck();
  const insert = db.prepare(
    `INSERT INTO conversations
       (object_id, kind, name, creator, is_unique, unique_key, fields, acl, created_at, updated_at)
     VALUES (@objectId, @kind, @name, @creator, @isUnique, @uniqueKey, @fields, @acl, @now, @now)`,
  );
  const update = db.prepare<[Texts & { id: number; creator: string | null; now: number }]>(
    `UPDATE conversations SET name = @name, creator = @creator, fields = @fields, acl = @acl, updated_at = @now
     WHERE id = @id`,
  );
  const rawFields = db.prepare<[number], { fields: string; acl: string | null }>(
    "SELECT fields, acl FROM conversations WHERE id = ?",
  );
  const mute = db.prepare(
    `INSERT OR IGNORE INTO client_lists (list, conversation, client, until, added_at)
     VALUES (${listNumbers.mutes}, ?, ?, NULL, ?)`,
  );
  const unmute = db.prepare(
    `DELETE FROM client_lists WHERE list = ${listNumbers.mutes} AND conversation = ? AND client = ?`,
  );
  const clears = ["members", "client_lists", "member_infos", "droppables", "conversations"].map((table) =>
    db.prepare(`DELETE FROM ${table} WHERE ${table === "conversations" ? "id" : "conversation"} = ?`),
  );
  const clearBroadcasts = db.prepare("DELETE FROM broadcasts WHERE conversation = ?");
  const startSweep = db.prepare("INSERT OR IGNORE INTO sweeps (conversation) VALUES (?)");

  function load(id: number): ConversationRow {
    const row = loader.byId(id);
    if (!row) throw new Error("A conversation vanished inside its own transaction");
    return row;
  }

  function saveMembers(id: number, row: ConversationRow, change: ConversationChange, now: number) {
    const wanted = new Set(change.members);
    const before = new Set(row.members);
    const intern = (clientId: string) => context.internClient(clientId);
    const removed = row.members.filter((clientId) => !wanted.has(clientId));
    const added = change.members.filter((clientId) => !before.has(clientId));
    members.remove(id, removed.map(intern));
    members.add(id, added.map(intern), now);
    noteMembers(changes, id, { added, removed });
    return { added, removed };
  }

  function saveMuted(id: number, row: ConversationRow, change: ConversationChange, now: number): void {
    for (const clientId of row.muted) {
      if (!change.muted.includes(clientId)) unmute.run(id, context.internClient(clientId));
    }
    for (const clientId of change.muted) mute.run(id, context.internClient(clientId), now);
    changes.add("restrictions", { conversation: id });
  }

  /** Members and mutes have changes of their own. */
  function noteUpdate(id: number, changed: string[]): void {
    const isOther = changed.some((column) => column !== "m" && column !== "mu");
    if (isOther || changed.length === 0) changes.add("conversation-updated", { conversation: id });
  }

  return {
    createConversation(input, now) {
      if (input.objectId !== undefined) {
        const given = context.findConversation(input.objectId);
        if (given !== null) return { row: load(given), existing: true };
      }
      const key = uniqueKey(input);
      const known = key === null ? undefined : findUnique.get(key);
      if (known !== undefined) return { row: load(known), existing: true };
      const objectId = input.objectId ?? prefixes[input.kind] + newObjectId(now);
      const texts = {
        name: input.name,
        fields: JSON.stringify(toObject(input.fields)),
        acl: input.acl === null ? null : JSON.stringify(canonicalValue(input.acl)),
      };
      requireStorable(Object.values(texts));
      const { lastInsertRowid } = insert.run({
        objectId,
        kind: kindNumbers[input.kind],
        creator: input.creator,
        isUnique: input.unique ? 1 : 0,
        uniqueKey: key,
        ...texts,
        now,
      });
      const id = Number(lastInsertRowid);
      const clientIds = [...new Set(input.members)];
      members.add(
        id,
        clientIds.map((clientId) => context.internClient(clientId)),
        now,
      );
      tell("joined", objectId, clientIds, { by: input.by, at: now });
      for (const clientId of input.muted ?? []) mute.run(id, context.internClient(clientId), now);
      changes.add("conversation-created", { conversation: id });
      return { row: load(id), existing: false };
    },

    updateConversation(objectId, ops, now, condition, by) {
      const id = context.findConversation(objectId);
      const raw = id === null ? undefined : rawFields.get(id);
      if (id === null || raw === undefined) return { status: "not-found" };
      if (condition && !matches(id, condition)) return { status: "condition-failed" };
      const row = load(id);
      const acl = raw.acl === null ? null : canonicalValue(JSON.parse(raw.acl));
      const change = changeConversation(row, readFields(raw.fields), acl, ops);
      const texts = {
        name: change.name,
        fields: JSON.stringify(change.fields),
        acl: change.acl === null ? null : JSON.stringify(change.acl),
      };
      requireStorable(Object.values(texts), [row.name, raw.fields, raw.acl]);
      update.run({ id, ...texts, creator: change.creator, now });
      noteUpdate(id, change.changed);
      const moved = saveMembers(id, row, change, now);
      tell("left", objectId, moved.removed, { by, at: now });
      tell("joined", objectId, moved.added, { by, at: now });
      if (change.changed.includes("mu")) saveMuted(id, row, change, now);
      return { status: "updated", row: load(id), changed: change.changed, ...moved };
    },

    deleteConversation(objectId, idleSince) {
      const id = context.findConversation(objectId);
      if (id === null) return false;
      if (idleSince !== undefined && !isIdle(id, idleSince)) return false;
      startSweep.run(id);
      for (const clear of clears) clear.run(id);
      clearBroadcasts.run(objectId);
      changes.add("conversation-deleted", { detail: { conversationId: objectId } });
      return true;
    },
  };
}
