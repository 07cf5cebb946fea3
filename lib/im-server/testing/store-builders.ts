import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type {
  ConversationRow,
  HistoryQuery,
  MessageRow,
  NewConversation,
  NewMessage,
  Store,
} from "../store/interface";
import { openSqliteStore, type SqliteStoreOptions } from "../store/sqlite/open";

export type TestStore = {
  store: Store;
  file: string;
  /** Closes the store and opens it again on the same file. */
  reopen(): Promise<Store>;
  /** Closes it and removes its folder. */
  dispose(): Promise<void>;
};

/** Opens a real store on a fresh file. */
export async function openTestStore(options: Omit<SqliteStoreOptions, "file"> = {}): Promise<TestStore> {
  const folder = mkdtempSync(join(tmpdir(), "parley-store-"));
  const file = join(folder, "im.db");
  const test: TestStore = {
    store: await openSqliteStore({ file, ...options }),
    file,
    async reopen() {
      await test.store.close();
      test.store = await openSqliteStore({ file, ...options });
      return test.store;
    },
    async dispose() {
      await test.store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return test;
}

/** A time that grows by itself, so that rows made one after the other differ. */
export function createClock(start = Date.UTC(2025, 0, 1)): () => number {
  let time = start;
  return () => ++time;
}

let messageNumber = 0;

/** A message with what a test does not care about filled in. */
export function newMessage(conversationId: string, more: Partial<NewMessage> = {}): NewMessage {
  return {
    box: { conversationId },
    messageId: `message-${++messageNumber}`,
    from: "Tom",
    data: "hello",
    binary: false,
    mentionAll: false,
    mentionClientIds: [],
    fromIp: null,
    countsUnread: true,
    now: Date.now(),
    ...more,
  };
}

/** Stores a conversation with what a test does not care about filled in. */
export async function addConversation(
  store: Store,
  more: Partial<NewConversation> = {},
  now = Date.now(),
): Promise<ConversationRow> {
  const input: NewConversation = {
    kind: "normal",
    name: null,
    creator: null,
    members: ["Tom", "Jerry"],
    fields: {},
    acl: null,
    unique: false,
    ...more,
  };
  return (await store.createConversation(input, now)).row;
}

/** A conversation's messages, oldest first. */
export function wholeHistory(store: Store, conversationId: string): Promise<MessageRow[]> {
  return history(store, { kind: "box", box: { conversationId } });
}

/** All messages of a scope, oldest first. */
export function history(store: Store, scope: HistoryQuery["scope"]): Promise<MessageRow[]> {
  return store.getHistory({
    scope,
    direction: "newer",
    start: { timestamp: 0, inclusive: true },
    stop: { timestamp: Number.MAX_SAFE_INTEGER, inclusive: false },
    limit: 100_000,
  });
}
