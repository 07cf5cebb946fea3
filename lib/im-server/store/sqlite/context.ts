import { randomBytes } from "node:crypto";
import { type ChangeLog, changeLog } from "./change-log";
import type { Db } from "./database";
import { type IndexKey, type SearchIndex, searchIndex } from "./search-index";

/** What the writing methods share: the connection, interning, and work put off to the commit. */
export type WriteContext = {
  db: Db;
  /** The integer of a client id, made on first sight. */
  internClient(clientId: string): number;
  /** Notes a new message of a conversation; lists are reordered once, just before the commit. */
  touch(conversation: number, at: number): void;
  /**
   * The search index, changed just before the commit too: a savepoint, which each operation has,
   * would make it write out a segment for every message.
   */
  index: SearchIndex;
  /** Where every change is noted, in the transaction that makes it. */
  changes: ChangeLog;
  /** Notes messages that came from elsewhere: their conversation is told of once a commit, not each of them. */
  noteImport(conversation: number): void;
  /** The integer of a conversation, or null. */
  findConversation(objectId: string): number | null;
};

/** The unit of work of one transaction; `keep` and `drop` end each operation in it, `finish` or `abandon` the whole. */
export type UnitOfWork = { keep(): void; drop(): void; finish(): void; abandon(): void };

/** Work that waits for the end of the transaction. */
type IndexChange = IndexKey & { apply(): void };
type Deferred = { touched: Map<number, number>; imported: Set<number>; indexing: IndexChange[] };

function noDeferred(): Deferred {
  return { touched: new Map(), imported: new Set(), indexing: [] };
}

function clear(deferred: Deferred): void {
  deferred.touched.clear();
  deferred.imported.clear();
  deferred.indexing = [];
}

let lastId = 0;

/** A new object id: 24 hex digits that grow with time, so that id order is creation order. */
export function newObjectId(now: number): string {
  lastId = Math.max(now * 1024, lastId + 1);
  return lastId.toString(16).padStart(14, "0") + randomBytes(5).toString("hex");
}

/** Makes the context of the writing methods and the unit of work that they share. */
export function createWriteContext(db: Db): { context: WriteContext; unit: UnitOfWork } {
  const findClient = db.prepare<[string], number>("SELECT id FROM clients WHERE client_id = ?").pluck();
  const addClient = db.prepare("INSERT INTO clients (client_id) VALUES (?)");
  const findConversation = db
    .prepare<[string], number>("SELECT id FROM conversations WHERE object_id = ?")
    .pluck();
  const touchConversation = db.prepare(
    "UPDATE conversations SET last_message_at = @at WHERE id = @conversation AND coalesce(last_message_at, 0) < @at",
  );
  const touchMembers = db.prepare(
    "UPDATE members SET last_message_at = @at WHERE conversation = @conversation",
  );
  const index = searchIndex(db);
  const changes = changeLog(db);
  const kept = noDeferred();
  const pending = noDeferred();

  const context: WriteContext = {
    db,
    internClient: (clientId) => findClient.get(clientId) ?? Number(addClient.run(clientId).lastInsertRowid),
    touch: (conversation, at) => pending.touched.set(conversation, at),
    changes,
    noteImport: (conversation) => pending.imported.add(conversation),
    index: {
      add: (message) => {
        const { id, timestamp } = message;
        pending.indexing.push({ id, timestamp, apply: () => index.add(message) });
      },
      remove: (key) => {
        pending.indexing.push({ ...key, apply: () => index.remove(key) });
      },
      forget: index.forget,
    },
    findConversation: (objectId) => findConversation.get(objectId) ?? null,
  };
  const unit: UnitOfWork = {
    keep() {
      for (const [conversation, at] of pending.touched) kept.touched.set(conversation, at);
      for (const conversation of pending.imported) kept.imported.add(conversation);
      for (const change of pending.indexing) kept.indexing.push(change);
      clear(pending);
    },
    drop: () => clear(pending),
    finish() {
      for (const [conversation, at] of kept.touched) {
        if (touchConversation.run({ conversation, at }).changes > 0) touchMembers.run({ conversation, at });
      }
      for (const conversation of kept.imported) changes.add("conversation-updated", { conversation });
      // In the index's own order, so that it need not write out a segment in between.
      kept.indexing.sort((a, b) => a.timestamp - b.timestamp || a.id - b.id);
      for (const change of kept.indexing) change.apply();
      clear(kept);
    },
    abandon() {
      clear(pending);
      clear(kept);
      index.forget();
    },
  };
  return { context, unit };
}
