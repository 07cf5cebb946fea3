import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { addConversation, newMessage, openTestStore, type TestStore } from "../testing/store-builders";
import type { LoginRow, TraceRow } from "./trace-interface";

let test: TestStore;
beforeEach(async () => {
  test = await openTestStore();
});
afterEach(() => test.dispose());

const day = 86_400_000;
const start = Date.now() - day;
const login = (session: number, more: Partial<LoginRow> = {}): LoginRow => ({
  run: 1,
  session,
  clientId: "Jerry",
  at: start + session,
  endedAt: null,
  cause: null,
  tag: null,
  deviceId: null,
  protocol: "lc.protobuf2.3",
  userAgent: null,
  address: "127.0.0.1",
  ...more,
});
const traceOf = (messageId: string, timestamp: number, more: Partial<TraceRow> = {}): TraceRow => ({
  messageId,
  timestamp,
  clientId: null,
  run: 1,
  audience: null,
  body: "{}",
  ...more,
});

describe("logins", () => {
  it("keeps the newest twenty of a client, and how each ended", async () => {
    const { store } = test;
    await store.putLogins(Array.from({ length: 25 }, (_, index) => login(index + 1)));
    await store.putLogins([login(25, { endedAt: start + 90, cause: "lost" })]);
    const kept = await store.getLogins("Jerry");
    expect(kept).toHaveLength(20);
    expect(kept[0]).toMatchObject({ session: 25, endedAt: start + 90, cause: "lost" });
    expect(kept.at(-1)).toMatchObject({ session: 6, endedAt: null });
    expect(await store.getSeenAt("Jerry")).toBe(start + 90);
    expect(
      await store.getSessions([
        { run: 1, session: 25 },
        { run: 1, session: 1 },
      ]),
    ).toHaveLength(1);
    const long = { endedAt: start + 86_400_001, cause: "closed" } as const;
    await store.putLogins([login(1, long), login(2, long)]);
    expect(
      await store.getSessions([
        { run: 1, session: 1 },
        { run: 1, session: 2 },
      ]),
    ).toMatchObject([{ session: 1, ...long }]);
    expect((await store.getLogins("Jerry")).map(({ session }) => session)).not.toContain(1);
    expect(await store.getLogins("nobody")).toEqual([]);
    expect(await store.getSeenAt("nobody")).toBeNull();
  });

  it("closes what a crash has left open as of the last sign of life", async () => {
    const { store } = test;
    await store.beginRun(start);
    await store.putLogins([login(1), login(2, { endedAt: start + 3, cause: "closed" }), login(9000)]);
    await store.noteAlive(start + 5000);
    await store.beginRun(start + 60_000);
    expect(await store.getLogins("Jerry")).toMatchObject([
      { session: 9000, endedAt: start + 9000, cause: "crashed" },
      { session: 2, endedAt: start + 3, cause: "closed" },
      { session: 1, endedAt: start + 5000, cause: "crashed" },
    ]);
    expect(await store.getSeenAt("Jerry")).toBe(start + 9000);
  });
});

describe("traces", () => {
  it("keeps one of each message and the audience that many share", async () => {
    const { store } = test;
    await store.addTraces(
      [
        traceOf("a", start, { audience: 3, audienceBody: '{"members":["Tom"]}', body: '"first"' }),
        traceOf("b", start, { audience: 3, body: '"second"' }),
        traceOf("b", start, { clientId: "Jerry", body: '"private"' }),
      ],
      Date.now(),
    );
    const audience = '{"members":["Tom"]}';
    expect(await store.getTrace({ messageId: "b", timestamp: start, clientId: null })).toEqual({
      run: 1,
      body: '"second"',
      audience,
    });
    expect(await store.getTrace({ messageId: "b", timestamp: start, clientId: "Jerry" })).toEqual({
      run: 1,
      body: '"private"',
      audience: null,
    });
    expect(await store.getTrace({ messageId: "a", timestamp: start + 1, clientId: null })).toBeNull();
  });

  it("forgets them after a week, and audiences that nobody needs any more", async () => {
    const { store } = test;
    const old = Date.now() - 7 * day - 1000;
    const rows = Array.from({ length: 1200 }, (_, index) => traceOf(`old-${index}`, old - index));
    await store.addTraces(rows, old - day);
    await store.addTraces([traceOf("new", start, { audience: 2, audienceBody: "{}" })], start);
    await test.reopen();
    const find = (messageId: string, timestamp: number) =>
      test.store.getTrace({ messageId, timestamp, clientId: null });
    await expect
      .poll(() => Promise.all([find("old-0", old), find("old-1199", old - 1199)]))
      .toEqual([null, null]);
    expect(await find("new", start)).toMatchObject({ audience: "{}" });
  });
});

describe("what is known of receivers", () => {
  it("says when they received and read, and when they came", async () => {
    const { store } = test;
    const { objectId } = await addConversation(store, { members: ["Tom", "Jerry", "Spike"] }, start - 10);
    const first = await store.appendMessage(newMessage(objectId, { now: start }));
    const second = await store.appendMessage(newMessage(objectId, { now: start + 100 }));
    const range = { from: first.timestamp, to: second.timestamp - 1 };
    const before = Date.now();
    await store.markDelivered("Jerry", objectId, range, before);
    await store.markRead("Spike", objectId, null);
    await store.addMembers(objectId, ["Nibbles"], 500, start + 200);
    await store.putLogins([
      login(1, { at: start - 5, endedAt: start + 50, cause: "lost" }),
      login(2, { at: start + 150 }),
      login(3, { clientId: "Spike", at: start + 90 }),
    ]);
    const facts = (timestamp: number) =>
      store.getReceiverFacts({ conversationId: objectId, timestamp }, [
        "Jerry",
        "Spike",
        "Nibbles",
        "nobody",
      ]);
    const [jerry, spike, nibbles, nobody] = await facts(first.timestamp);
    expect(jerry).toMatchObject({ isReceived: true, isRead: false, readAt: null, wasOnline: true });
    expect(jerry?.receivedAt).toBeGreaterThanOrEqual(before);
    expect(spike).toMatchObject({
      isReceived: true,
      isRead: true,
      wasOnline: false,
      nextLoginAt: start + 90,
    });
    expect(spike?.readAt).toBeGreaterThanOrEqual(before);
    expect(nibbles).toMatchObject({ joinedAt: start + 200, isReceived: false, isRead: false });
    expect(nobody).toMatchObject({ joinedAt: null, isReceived: false, blockedAt: null, refusedAt: null });
    const [later] = await facts(second.timestamp);
    expect(later).toMatchObject({ isReceived: false, wasOnline: false, nextLoginAt: start + 150 });
  });

  it("knows since when they are blocked, or have blocked the conversation", async () => {
    const { store } = test;
    const { objectId } = await addConversation(store, {}, start);
    await store.addToList("blocks", objectId, ["Jerry"], start + 1);
    await store.addToList("refusals", objectId, ["Spike"], start + 2);
    const place = { conversationId: objectId, timestamp: start + 3 };
    expect(await store.getReceiverFacts(place, ["Jerry", "Spike"])).toMatchObject([
      { blockedAt: start + 1, refusedAt: null },
      { blockedAt: null, refusedAt: start + 2 },
    ]);
  });

  it("notes no more marker moves than there are messages, whatever clients name", async () => {
    const { store } = test;
    const { objectId } = await addConversation(store, { kind: "service", members: [] }, start);
    await store.subscribe(objectId, "Jerry", start - 1);
    const row = await store.appendMessage(newMessage(objectId, { now: start }));
    await store.appendMessage(newMessage(objectId, { now: start + 1000 }));
    for (let to = start; to < start + 20; to += 1) {
      await store.markDelivered("Jerry", objectId, { from: start, to }, start);
      await store.markDelivered("Stranger", objectId, { from: start, to }, start);
    }
    const place = { conversationId: objectId, timestamp: row.timestamp };
    expect(await store.getReceiverFacts(place, ["Jerry", "Stranger"])).toMatchObject([
      { isReceived: true },
      { isReceived: false },
    ]);
    expect(await store.getReceiverFacts({ ...place, timestamp: start + 1 }, ["Jerry"])).toMatchObject([
      { isReceived: false },
    ]);
  });
});
