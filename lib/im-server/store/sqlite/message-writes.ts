import { createHash } from "node:crypto";
import { StoreError } from "../errors";
import type {
  AppendedMessage,
  MessageBox,
  MessageKey,
  MessagePatch,
  MessageRow,
  NewMessage,
} from "../interface";
import type { MessageChange } from "../version-interface";
import type { WriteContext } from "./context";
import { messageReads } from "./message-reads";
import { boxIdSql, messageFlags } from "./message-rows";
import { objectWrites } from "./objects";
import { sentMessages } from "./sends";
import type { Methods } from "./sync-store";

type Box = { id: number; newest_at: number };
/** Who changed a message, where it was no client. */
const masterKey = 0;
type Stored = { id: number; box: number; sender: number; flags: number; data: string };

/** The public id of a user's history; null for a shared one. */
export function historyId({ conversationId, clientId }: MessageBox): string | null {
  if (clientId === undefined) return null;
  return createHash("md5").update(`${conversationId}:${clientId}`).digest("hex");
}

function present(message: NewMessage, timestamp: number): MessageRow {
  const { box, messageId, from, data, binary, mentionAll, mentionClientIds, fromIp } = message;
  return {
    messageId,
    conversationId: box.conversationId,
    boxClientId: box.clientId ?? null,
    from,
    data,
    binary,
    timestamp,
    patchTimestamp: null,
    recalled: false,
    mentionAll,
    mentionClientIds,
    fromIp,
    ackAt: null,
  };
}

/** Appending messages: history and search index in one step. */
export function messageAppends(context: WriteContext): Methods<"appendMessage" | "appendMessages"> {
  const { db, index, changes } = context;
  const sends = sentMessages(db);
  const { createObject } = objectWrites(context);
  const findBox = db.prepare<[number, number], Box>(
    "SELECT id, newest_at FROM boxes WHERE conversation = ? AND client = ?",
  );
  const addBox = db.prepare(
    "INSERT INTO boxes (conversation, client, history_id, newest_at) VALUES (?, ?, ?, 0)",
  );
  const addReceipt = db.prepare("INSERT INTO receipts (box, timestamp) VALUES (?, ?)");
  const setNewest = db.prepare("UPDATE boxes SET newest_at = ? WHERE id = ?");
  const insert = db.prepare(
    `INSERT INTO messages (box, timestamp, sender, message_id, flags, data, mentions, from_ip)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );

  function openBox(conversation: number, box: MessageBox): Box {
    const client = box.clientId === undefined ? 0 : context.internClient(box.clientId);
    const known = findBox.get(conversation, client);
    if (known) return known;
    return { id: Number(addBox.run(conversation, client, historyId(box)).lastInsertRowid), newest_at: 0 };
  }

  /** The message, unless its sender has sent it before: then what that one became. */
  function append(message: NewMessage): AppendedMessage {
    const conversation = context.findConversation(message.box.conversationId);
    if (conversation === null) throw new StoreError("not-found", "The conversation is gone");
    const box = openBox(conversation, message.box);
    const sender = context.internClient(message.from);
    if (message.token === undefined) return add(message, conversation, box, sender);
    const key = { box: box.id, sender, token: message.token, now: message.now };
    const known = sends.find(key);
    if (known) return { ...present(message, known.timestamp), messageId: known.messageId, isRepeat: true };
    const row = add(message, conversation, box, sender);
    sends.add(key, row);
    return row;
  }

  function add(message: NewMessage, conversation: number, box: Box, sender: number): MessageRow {
    const { messageId, data, binary, now } = message;
    const timestamp = Math.max(now, box.newest_at + 1);
    const flags =
      (binary ? messageFlags.binary : 0) |
      (message.mentionAll ? messageFlags.mentionAll : 0) |
      (message.countsUnread ? messageFlags.countsUnread : 0);
    const mentions = message.mentionClientIds.length === 0 ? null : JSON.stringify(message.mentionClientIds);
    const { lastInsertRowid } = insert.run(
      box.id,
      timestamp,
      sender,
      messageId,
      flags,
      data,
      mentions,
      message.fromIp,
    );
    const id = Number(lastInsertRowid);
    index.add({ id, timestamp, conversation, sender, data, binary });
    setNewest.run(timestamp, box.id);
    if (message.receipt) addReceipt.run(box.id, timestamp);
    if (message.box.clientId === undefined) context.touch(conversation, timestamp);
    if (message.isImport) context.noteImport(conversation);
    else changes.add("message", { value: id });
    if (message.object) {
      createObject(message.object.className, { ...message.object.fields, timestamp }, null, now);
    }
    return present(message, timestamp);
  }

  return {
    appendMessage: append,
    appendMessages(messages) {
      for (const message of messages) append({ ...message, isImport: true });
      return messages.length;
    },
  };
}

function changeOf({ now, recall, by, operation }: MessagePatch): MessageChange {
  return { at: now, cause: recall ? "recall" : "edit", by: by ?? null, operation: operation ?? null };
}

function patchedFlags(flags: number, patch: MessagePatch): number {
  const { countsUnread, recalled, mentionAll, binary } = messageFlags;
  const kept = flags & (countsUnread | recalled | (patch.mentionAll === undefined ? mentionAll : 0));
  return (
    kept | (patch.recall ? recalled : 0) | (patch.mentionAll ? mentionAll : 0) | (patch.binary ? binary : 0)
  );
}

/** Editing, recalling and deleting; what a message said before stays as a version. */
export function messagePatches(context: WriteContext): Methods<"patchMessage" | "deleteMessage"> {
  const { db, index, changes } = context;
  const reads = messageReads(db);
  const find = db.prepare<[Record<string, string | number | null>], Stored>(
    `SELECT id, box, sender, flags, data FROM messages
     WHERE box = ${boxIdSql} AND timestamp = @timestamp AND message_id = @messageId`,
  );
  const update = db.prepare(
    `UPDATE messages SET data = @data, flags = @flags, patch_timestamp = @now, mentions = coalesce(@mentions, mentions)
     WHERE id = @id`,
  );
  const remove = db.prepare("DELETE FROM messages WHERE id = ?");
  const keepVersion = db.prepare(
    `INSERT INTO message_versions (box, timestamp, message_id, data, binary, at, cause, changed_by, operation)
     VALUES (@box, @timestamp, @messageId, @data, @binary, @at, @cause, @changedBy, @operation)`,
  );

  function findStored({ box, timestamp, messageId }: MessageKey): Stored | undefined {
    const clientId = box.clientId ?? null;
    return find.get({ conversationId: box.conversationId, clientId, timestamp, messageId });
  }

  function keep(stored: Stored, key: MessageKey, { at, cause, by, operation }: MessageChange): void {
    keepVersion.run({
      box: stored.box,
      timestamp: key.timestamp,
      messageId: key.messageId,
      data: stored.data,
      binary: stored.flags & messageFlags.binary,
      at,
      cause,
      changedBy: by ? context.internClient(by) : by === "" ? masterKey : null,
      operation,
    });
  }

  return {
    patchMessage(patch) {
      const stored = findStored(patch);
      if (!stored) return { status: "not-found" };
      if (patch.from !== null && context.internClient(patch.from) !== stored.sender) {
        return { status: "not-sender" };
      }
      if ((stored.flags & messageFlags.recalled) !== 0) {
        const message = reads.getMessage(patch);
        return message ? { status: "recalled", message } : { status: "not-found" };
      }
      keep(stored, patch, changeOf(patch));
      const flags = patchedFlags(stored.flags, patch);
      update.run({
        id: stored.id,
        data: patch.data,
        flags,
        now: patch.now,
        mentions: patch.mentionClientIds === undefined ? null : JSON.stringify(patch.mentionClientIds),
      });
      index.remove({ id: stored.id, timestamp: patch.timestamp });
      const conversation = context.findConversation(patch.box.conversationId);
      if ((flags & messageFlags.recalled) === 0 && conversation !== null) {
        index.add({
          id: stored.id,
          timestamp: patch.timestamp,
          conversation,
          sender: stored.sender,
          data: patch.data,
          binary: patch.binary,
        });
      }
      changes.add("message-changed", { value: stored.id });
      const message = reads.getMessage(patch);
      return message ? { status: "patched", message } : { status: "not-found" };
    },

    deleteMessage(key, now) {
      const stored = findStored(key);
      if (!stored) return false;
      keep(stored, key, { at: now, cause: "delete", by: "", operation: null });
      remove.run(stored.id);
      index.remove({ id: stored.id, timestamp: key.timestamp });
      changes.add("message-deleted", {
        conversation: context.findConversation(key.box.conversationId) ?? undefined,
        client: key.box.clientId === undefined ? undefined : context.internClient(key.box.clientId),
        detail: { messageId: key.messageId, timestamp: key.timestamp },
      });
      return true;
    },
  };
}
