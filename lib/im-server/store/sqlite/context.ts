import { randomBytes } from "node:crypto";
import type { Db } from "./database";

/** What the writing methods share: the connection, interning, and work put off to the commit. */
export type WriteContext = {
  db: Db;
  /** The integer of a client id, made on first sight. */
  internClient(clientId: string): number;
  /** Notes a new message of a conversation; lists are reordered once, just before the commit. */
  touch(conversation: number, at: number): void;
  /** The integer of a conversation, or null. */
  findConversation(objectId: string): number | null;
};

/** The unit of work of one transaction; `keep` and `drop` end each operation in it, `finish` or `abandon` the whole. */
export type UnitOfWork = { keep(): void; drop(): void; finish(): void; abandon(): void };

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
  const kept = new Map<number, number>();
  const pending = new Map<number, number>();

  const context: WriteContext = {
    db,
    internClient: (clientId) => findClient.get(clientId) ?? Number(addClient.run(clientId).lastInsertRowid),
    touch: (conversation, at) => pending.set(conversation, at),
    findConversation: (objectId) => findConversation.get(objectId) ?? null,
  };
  const unit: UnitOfWork = {
    keep() {
      for (const [conversation, at] of pending) kept.set(conversation, at);
      pending.clear();
    },
    drop: () => pending.clear(),
    finish() {
      for (const [conversation, at] of kept) {
        if (touchConversation.run({ conversation, at }).changes > 0) touchMembers.run({ conversation, at });
      }
      kept.clear();
    },
    abandon() {
      pending.clear();
      kept.clear();
    },
  };
  return { context, unit };
}
