import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import {
  addConversation,
  history,
  newMessage,
  openTestStore,
  type TestStore,
} from "../testing/store-builders";
import type { HistoryBound, HistoryQuery, MessageRow } from "./interface";

// Real files and threads: on a busy machine that takes its time.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let opened: TestStore;
beforeAll(async () => {
  opened = await openTestStore();
});
afterAll(() => opened.dispose());

const oldest: HistoryBound = { timestamp: 0, inclusive: true };
const newest: HistoryBound = { timestamp: Number.MAX_SAFE_INTEGER, inclusive: true };

describe("appending", () => {
  test("gives every message of a box its own millisecond, also under concurrency", async () => {
    const { objectId } = await addConversation(opened.store);
    const now = 1_700_000_000_000;
    const rows = await Promise.all(
      Array.from({ length: 300 }, () => opened.store.appendMessage(newMessage(objectId, { now }))),
    );
    const timestamps = rows.map((row) => row.timestamp).sort((a, b) => a - b);
    expect(timestamps).toEqual(Array.from({ length: 300 }, (_, index) => now + index));
    const again = await opened.store.appendMessage(newMessage(objectId, { now: now - 50 }));
    expect(again.timestamp).toBe(now + 300);
    expect(await history(opened.store, { kind: "box", box: { conversationId: objectId } })).toHaveLength(301);
  });

  test("never uses a timestamp twice, even when the newest message was deleted", async () => {
    const { objectId } = await addConversation(opened.store);
    const row = await opened.store.appendMessage(newMessage(objectId, { now: 5000 }));
    const { messageId, timestamp } = row;
    expect(
      await opened.store.deleteMessage({ messageId, timestamp, box: { conversationId: objectId } }, 6000),
    ).toBe(true);
    expect((await opened.store.appendMessage(newMessage(objectId, { now: 5000 }))).timestamp).toBe(5001);
  });

  test("refuses a conversation that is gone and leaves its neighbours in the group alone", async () => {
    const { objectId } = await addConversation(opened.store);
    const results = await Promise.allSettled([
      opened.store.appendMessage(newMessage(objectId)),
      opened.store.appendMessage(newMessage("000000000000000000000000")),
      opened.store.appendMessage(newMessage(objectId)),
    ]);
    expect(results.map((result) => result.status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect(results[1]).toMatchObject({ reason: { name: "StoreError", code: "not-found" } });
    expect(await history(opened.store, { kind: "box", box: { conversationId: objectId } })).toHaveLength(2);
  });

  test("keeps what was said in full", async () => {
    const { objectId } = await addConversation(opened.store);
    const sent = await opened.store.appendMessage(
      newMessage(objectId, {
        data: "AAEC",
        binary: true,
        mentionAll: true,
        mentionClientIds: ["Jerry", "Ω"],
        fromIp: "::1",
        from: "a".repeat(64),
      }),
    );
    const { messageId, timestamp } = sent;
    const box = { conversationId: objectId };
    expect(await opened.store.getMessage({ box, messageId, timestamp })).toEqual(sent);
    expect(await opened.store.getMessage({ box, messageId: "other", timestamp })).toBeNull();
    expect(await opened.store.getLastMessages([objectId])).toEqual([sent]);
    expect((await opened.store.getConversation(objectId))?.lastMessageAt).toBe(timestamp);
  });
});

describe("history", () => {
  const scopes: HistoryQuery["scope"][] = [];
  let all: MessageRow[] = [];

  beforeAll(async () => {
    const { store } = opened;
    const before = new Set((await history(store, { kind: "app" })).map((row) => row.messageId));
    const conversations = await Promise.all([1, 2, 3].map(() => addConversation(store)));
    const service = await addConversation(store, { kind: "service", members: [] });
    // Few milliseconds for many messages: whole-app history is full of ties.
    for (let index = 0; index < 240; index++) {
      const conversation = conversations[index % 3];
      if (!conversation) throw new Error("No conversation");
      const box =
        index % 7 === 0
          ? { conversationId: service.objectId, clientId: "Jerry" }
          : { conversationId: conversation.objectId };
      const from = ["history-a", "history-b"][index % 2] ?? "";
      const messageId = `h${((index * 7919) % 1000).toString().padStart(4, "0")}`;
      await store.appendMessage(newMessage("", { box, from, messageId, now: 1_000 + Math.floor(index / 5) }));
    }
    all = (await history(store, { kind: "app" })).filter((row) => !before.has(row.messageId));
    for (const { objectId } of conversations) scopes.push({ kind: "box", box: { conversationId: objectId } });
    scopes.push(
      { kind: "box", box: { conversationId: service.objectId, clientId: "Jerry" } },
      { kind: "sender", clientId: "history-a" },
      { kind: "sender", clientId: "nobody" },
      { kind: "app" },
    );
  });

  function isInScope(row: MessageRow, scope: HistoryQuery["scope"]): boolean {
    if (scope.kind === "app") return true;
    if (scope.kind === "sender") return row.from === scope.clientId;
    return (
      row.conversationId === scope.box.conversationId && row.boxClientId === (scope.box.clientId ?? null)
    );
  }

  function compare(row: MessageRow, bound: HistoryBound): number {
    if (row.timestamp !== bound.timestamp) return row.timestamp - bound.timestamp;
    if (bound.messageId === undefined || row.messageId === bound.messageId) return 0;
    return row.messageId < bound.messageId ? -1 : 1;
  }

  /** History as its description says, on an array. */
  function naive({ scope, direction, start, stop, limit }: HistoryQuery): string[] {
    const sign = direction === "newer" ? 1 : -1;
    const sorted = all
      .filter((row) => isInScope(row, scope))
      .sort((a, b) => sign * compare(a, { ...b, inclusive: true }));
    const isAfterStart = (row: MessageRow) => {
      const order = sign * compare(row, start);
      return order > 0 || (order === 0 && start.inclusive);
    };
    const isBeforeStop = (row: MessageRow) => {
      const order = sign * compare(row, stop);
      return order < 0 || (order === 0 && stop.inclusive);
    };
    return sorted
      .filter((row) => isAfterStart(row) && isBeforeStop(row))
      .slice(0, limit)
      .map((row) => row.messageId);
  }

  const bound = fc.record(
    {
      timestamp: fc.oneof(fc.integer({ min: 990, max: 1070 }), fc.constant(Number.MAX_SAFE_INTEGER)),
      messageId: fc.integer({ min: 0, max: 999 }).map((number) => `h${number.toString().padStart(4, "0")}`),
      inclusive: fc.boolean(),
    },
    { requiredKeys: ["timestamp", "inclusive"] },
  );

  test("agrees with a plain array for any scope, bounds, direction and limit", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(6),
        fc.constantFrom("older" as const, "newer" as const),
        bound,
        bound,
        fc.integer({ min: 0, max: 300 }),
        async (scopeIndex, direction, start, stop, limit) => {
          const scope = scopes[scopeIndex] ?? { kind: "app" };
          const query = { scope, direction, start, stop: { ...stop, timestamp: stop.timestamp }, limit };
          // Messages of other tests lie far away in time.
          const rows = await opened.store.getHistory(query);
          const ids = rows.filter((row) => row.timestamp < 5000).map((row) => row.messageId);
          if (scope.kind === "app" && start.timestamp > 5000 && direction === "older") return;
          expect(ids).toEqual(naive(query));
        },
      ),
      { numRuns: 400 },
    );
  });

  test.each([
    ["older", 1],
    ["older", 100],
    ["newer", 7],
    ["newer", 240],
  ] as const)("%s pages of %i meet without gap or overlap", async (direction, limit) => {
    const end: HistoryBound = { timestamp: 2000, inclusive: false };
    const [first, stop] = direction === "older" ? [end, oldest] : [oldest, end];
    const seen: string[] = [];
    for (let start: HistoryBound | null = first; start !== null; ) {
      const page: MessageRow[] = await opened.store.getHistory({
        scope: { kind: "app" },
        direction,
        start,
        stop,
        limit,
      });
      seen.push(...page.map((row) => row.messageId));
      const last = page.at(-1);
      start = last ? { timestamp: last.timestamp, messageId: last.messageId, inclusive: false } : null;
    }
    expect(seen).toHaveLength(240);
    expect(new Set(seen).size).toBe(240);
  });

  test("a user's box is found by its public id", async () => {
    const scope = scopes[3];
    if (scope?.kind !== "box") throw new Error("No box");
    const { createHash } = await import("node:crypto");
    const id = createHash("md5").update(`${scope.box.conversationId}:${scope.box.clientId}`).digest("hex");
    expect(await opened.store.findUserBox(id)).toEqual(scope.box);
    expect(await opened.store.findUserBox("0".repeat(32))).toBeNull();
  });
});

describe("editing, recalling, deleting", () => {
  test("keeps every earlier version and checks the sender", async () => {
    const { store } = opened;
    const { objectId } = await addConversation(store);
    const box = { conversationId: objectId };
    const { messageId, timestamp } = await store.appendMessage(newMessage(objectId, { data: "one" }));
    const key = { box, messageId, timestamp };
    const patch = { ...key, binary: false, recall: false, now: timestamp + 10, by: "" };
    expect(await store.patchMessage({ ...patch, from: "Jerry", data: "x" })).toEqual({
      status: "not-sender",
    });
    expect(await store.patchMessage({ ...patch, from: "Tom", by: "Tom", data: "two" })).toMatchObject({
      status: "patched",
      message: { data: "two", patchTimestamp: timestamp + 10, recalled: false },
    });
    const recall = { ...patch, from: null, data: "gone", recall: true, operation: "op-1" };
    expect(await store.patchMessage(recall)).toMatchObject({
      status: "patched",
      message: { data: "gone", recalled: true },
    });
    const other = await store.appendMessage(newMessage(objectId));
    const untouched = { box, messageId: other.messageId, timestamp: other.timestamp };
    const recalled = { at: timestamp + 10, cause: "recall", by: "", operation: "op-1" };
    expect(await store.getLastChanges([untouched, key])).toEqual([null, recalled]);
    await store.deleteMessage(untouched, timestamp + 20);
    expect(await store.deleteMessage(key, timestamp + 30)).toBe(true);
    expect(await store.deleteMessage(key, timestamp + 30)).toBe(false);
    expect(await store.patchMessage({ ...patch, from: null, data: "x" })).toEqual({ status: "not-found" });
    expect(await store.getVersions(key)).toEqual([
      { data: "one", binary: false, at: timestamp + 10, cause: "edit", by: "Tom", operation: null },
      { data: "two", binary: false, ...recalled },
      { data: "gone", binary: false, at: timestamp + 30, cause: "delete", by: "", operation: null },
    ]);
    expect(await history(store, { kind: "box", box })).toEqual([]);
  });
});

test("everything is there after closing and opening again", async () => {
  const { objectId } = await addConversation(opened.store, { name: "kept", fields: { attr: { a: [1] } } });
  const sent = await opened.store.appendMessage(newMessage(objectId, { data: "kept 留下" }));
  const before = await opened.store.getConversation(objectId);
  const store = await opened.reopen();
  expect(await store.getConversation(objectId)).toEqual(before);
  expect(await history(store, { kind: "box", box: { conversationId: objectId } })).toEqual([sent]);
  expect((await store.searchMessages({ text: "留下", cursor: null, limit: 5 })).messages).toEqual([sent]);
  expect(
    await store.getHistory({
      scope: { kind: "app" },
      direction: "older",
      start: newest,
      stop: oldest,
      limit: 1,
    }),
  ).toEqual([sent]);
});
