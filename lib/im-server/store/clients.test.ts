import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { parseFieldOps } from "@/lib/protocol/field-ops";
import { parseOrder, parseWhere } from "@/lib/protocol/where";
import {
  addConversation,
  createClock,
  newMessage,
  openTestStore,
  type TestStore,
} from "../testing/store-builders";
import type { Store } from "./interface";

// Real files and threads: on a busy machine that takes its time.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let opened: TestStore;
let store: Store;
const clock = createClock();
beforeAll(async () => {
  opened = await openTestStore();
  store = opened.store;
});
afterAll(() => opened.dispose());

describe("lists of a conversation", () => {
  test("page through, end by time and count", async () => {
    const { objectId } = await addConversation(store);
    const clients = Array.from({ length: 25 }, (_, index) => `c${index}`);
    await store.addToList("silences", objectId, clients, 1000);
    await store.addToList("temporary-silences", objectId, ["late", "soon"], 1000, { until: 5000 });
    await store.addToList("temporary-silences", objectId, ["soon"], 1000, { until: 2000 });
    const seen: string[] = [];
    for (let next: string | null = null; ; ) {
      const page: Awaited<ReturnType<Store["getList"]>> = await store.getList(
        "silences",
        objectId,
        { limit: 10, next },
        3000,
      );
      seen.push(...page.clientIds);
      next = page.next;
      if (next === null) break;
    }
    expect(seen).toEqual(clients);
    expect(await store.countList("silences", objectId, 3000)).toBe(25);
    expect(await store.countList("temporary-silences", objectId, 3000)).toBe(1);
    expect(await store.getSilence(objectId, "c3", 3000)).toEqual({ until: null });
    expect(await store.getSilence(objectId, "late", 3000)).toEqual({ until: 5000 });
    expect(await store.getSilence(objectId, "soon", 3000)).toBeNull();
    expect(await store.isListed("silences", objectId, "c3", 3000)).toBe(true);
    await store.removeFromList("silences", objectId, ["c3", "nobody"]);
    expect(await store.isListed("silences", objectId, "c3", 3000)).toBe(false);
    await expect(store.getList("blocks", objectId, { limit: 1, next: "x" }, 0)).rejects.toMatchObject({
      code: "invalid-cursor",
    });
  });

  test("what a client refuses, across conversations", async () => {
    const rows = await Promise.all([1, 2, 3].map(() => addConversation(store)));
    for (const { objectId } of rows) await store.addToList("refusals", objectId, ["picky"], clock());
    const first = await store.getClientBlocks("picky", { limit: 2, next: null });
    const second = await store.getClientBlocks("picky", { limit: 2, next: first.next });
    expect([...first.conversationIds, ...second.conversationIds]).toEqual(rows.map((row) => row.objectId));
    expect(second.next).toBeNull();
  });

  test("mutes are the row's mu", async () => {
    const { objectId } = await addConversation(store, { muted: ["Tom"] });
    await store.addToList("mutes", objectId, ["Jerry"], clock());
    expect((await store.getConversation(objectId))?.muted).toEqual(["Tom", "Jerry"]);
    await store.updateConversation(
      objectId,
      parseFieldOps({ mu: { __op: "Remove", objects: ["Tom"] } }),
      clock(),
    );
    expect(await store.getList("mutes", objectId, { limit: 5, next: null }, 0)).toEqual({
      clientIds: ["Jerry"],
      next: null,
    });
  });

  test("roles", async () => {
    const { objectId } = await addConversation(store);
    const info = { objectId: "info-1", conversationId: objectId, clientId: "Tom", role: "Manager" };
    expect(await store.putMemberInfo(info, clock())).toEqual(info);
    expect(await store.putMemberInfo({ ...info, objectId: "info-2", role: "Owner" }, clock())).toEqual({
      ...info,
      role: "Owner",
    });
    expect(await store.getMemberInfos(objectId, { role: "Manager", skip: 0, limit: 5 })).toEqual([]);
    expect(await store.getMemberInfos(objectId, { skip: 0, limit: 5 })).toHaveLength(1);
    expect(await store.deleteMemberInfo(objectId, "info-1")).toMatchObject({ objectId: "info-1" });
    expect(await store.deleteMemberInfo(objectId, "info-1")).toBeNull();
  });
});

describe("unread", () => {
  test("counts others' messages up to 100, tells mentions, and starts anew when cleared", async () => {
    const { objectId } = await addConversation(store, { members: ["reader", "writer"] });
    const write = (more: Parameters<typeof newMessage>[1] = {}) =>
      store.appendMessage(newMessage(objectId, { from: "writer", now: clock(), ...more }));
    await write();
    await write({ from: "reader" });
    await write({ countsUnread: false });
    const second = await write();
    const one = (count: number, mentioned = false) => ({
      total: count,
      conversations: [{ conversationId: objectId, count, mentioned }],
    });
    expect(await store.getUnread("reader")).toEqual(one(2));
    await store.deleteMessage(
      { messageId: second.messageId, timestamp: second.timestamp, box: { conversationId: objectId } },
      clock(),
    );
    expect(await store.getUnread("reader")).toEqual(one(1));
    await write({ mentionClientIds: ["reader"] });
    expect(await store.getUnread("reader", objectId)).toEqual(one(2, true));
    expect(await store.getUnread("writer")).toEqual(one(1));
    for (let index = 0; index < 150; index++) await write();
    expect(await store.getUnread("reader")).toEqual(one(100, false));
    await write({ mentionAll: true });
    expect(await store.getUnread("reader")).toEqual(one(100, true));
    await store.markRead("reader", objectId, null);
    expect(await store.getUnread("reader")).toEqual({ total: 0, conversations: [] });
    await write();
    expect(await store.getUnread("reader")).toEqual(one(1));
    expect(await store.getUnread("reader", "elsewhere")).toEqual({ total: 0, conversations: [] });
  });

  test("who joins later has nothing unread from before", async () => {
    const { objectId } = await addConversation(store, { members: ["early"] });
    await store.appendMessage(newMessage(objectId, { from: "early", now: clock() }));
    await store.addMembers(objectId, ["late"], 500, clock());
    expect((await store.getUnread("late")).total).toBe(0);
    await store.appendMessage(newMessage(objectId, { from: "early", now: clock() }));
    expect((await store.getUnread("late")).total).toBe(1);
  });

  test("service conversations: the shared history and a user's own", async () => {
    const { objectId } = await addConversation(store, { kind: "service", members: [] });
    await store.subscribe(objectId, "subscriber", clock());
    await store.appendMessage(newMessage(objectId, { from: "service", now: clock() }));
    const box = { conversationId: objectId, clientId: "subscriber" };
    await store.appendMessage(newMessage(objectId, { box, from: "service", now: clock() }));
    expect((await store.getUnread("subscriber")).conversations).toEqual([
      { conversationId: objectId, count: 2, mentioned: false },
    ]);
    await store.markRead("subscriber", objectId, null);
    expect((await store.getUnread("subscriber")).total).toBe(0);
  });
});

test("subscriptions page by client and by time", async () => {
  const services = await Promise.all(
    [1, 2, 3].map(() => addConversation(store, { kind: "service", members: [] }, clock())),
  );
  const [first] = services;
  if (!first) throw new Error("No service");
  for (const { objectId } of services) await store.subscribe(objectId, "fan", clock());
  for (let index = 0; index < 12; index++) await store.subscribe(first.objectId, `fan-${index}`, clock());
  await store.subscribe(first.objectId, "fan", clock());
  expect(await store.countSubscribers(first.objectId)).toBe(13);
  expect(await store.isSubscribed(first.objectId, "fan-3")).toBe(true);
  const seen: string[] = [];
  for (let after: string | null = null; ; ) {
    const page: Awaited<ReturnType<Store["getSubscribers"]>> = await store.getSubscribers(first.objectId, {
      limit: 5,
      after,
    });
    seen.push(...page.map((row) => row.clientId));
    // Leaving in the middle of the walk does not lose the place.
    const last = page.at(-1)?.clientId;
    if (last === undefined) break;
    if (after === null) await store.unsubscribe(first.objectId, last);
    after = last;
  }
  expect(seen).toHaveLength(13);
  expect(new Set(seen).size).toBe(13);
  expect(await store.countSubscribers(first.objectId)).toBe(12);
  const newest = await store.getSubscriptions("fan", { limit: 2, direction: "old" });
  expect(newest.map((row) => row.conversationId)).toEqual(
    services
      .slice(1)
      .map((row) => row.objectId)
      .reverse(),
  );
  const [, oldest] = newest;
  const rest = await store.getSubscriptions("fan", {
    limit: 5,
    direction: "old",
    conversationId: oldest?.conversationId,
    timestamp: oldest?.timestamp,
  });
  expect(rest.map((row) => row.conversationId)).toEqual([first.objectId]);
  expect(await store.getSubscription(first.objectId, "fan")).toEqual(rest[0]);
  expect(await store.unsubscribe(first.objectId, "nobody")).toBe(false);
});

test("broadcasts last until their time, newest first", async () => {
  const base = {
    conversationId: "s1",
    from: "system",
    data: "hi",
    pushData: { alert: "hi" },
    patchTimestamp: null,
  };
  for (let index = 1; index <= 3; index++) {
    const times = { timestamp: index * 100, validTill: index * 1000 };
    await store.putBroadcast({ ...base, ...times, messageId: `sb_${index}` });
  }
  const list = (now: number, skip = 0) =>
    store
      .getBroadcasts({ conversationId: "s1", skip, limit: 10 }, now)
      .then((rows) => rows.map((row) => row.messageId));
  expect(await list(500)).toEqual(["sb_3", "sb_2", "sb_1"]);
  expect(await list(1000)).toEqual(["sb_3", "sb_2"]);
  expect(await list(500, 1)).toEqual(["sb_2", "sb_1"]);
  expect(await store.getBroadcasts({ conversationId: "s2", skip: 0, limit: 10 }, 0)).toEqual([]);
  expect(await store.patchBroadcast("sb_2", "changed", 600)).toMatchObject({
    data: "changed",
    patchTimestamp: 600,
  });
  expect(await store.patchBroadcast("sb_9", "changed", 600)).toBeNull();
  expect(await store.deleteBroadcast("sb_3")).toBe(true);
  expect(await store.deleteBroadcast("sb_3")).toBe(false);
});

test("objects of plain classes", async () => {
  const row = await store.createObject("_SysMessage", { data: "x", n: 1 }, { "*": { read: true } }, clock());
  await store.createObject("Other", { data: "x" }, null, clock());
  expect(await store.getObject("_SysMessage", row.objectId)).toEqual(row);
  expect(await store.getObject("Other", row.objectId)).toBeNull();
  const query = {
    where: parseWhere({ data: "x" }),
    order: parseOrder("-createdAt"),
    skip: 0,
    limit: 5,
    count: true,
  };
  expect(await store.findObjects("_SysMessage", query)).toEqual({ rows: [row], count: 1 });
  const ops = parseFieldOps({ n: { __op: "Increment" }, ACL: { __op: "Delete" } });
  expect(await store.updateObject("_SysMessage", row.objectId, ops, clock(), parseWhere({ n: 5 }))).toEqual({
    status: "condition-failed",
  });
  expect(await store.updateObject("_SysMessage", row.objectId, ops, clock())).toMatchObject({
    status: "updated",
    changed: ["n", "ACL"],
    row: { fields: { data: "x", n: 2 }, acl: null },
  });
  const scan = await store.scanObjects("_SysMessage", { where: parseWhere({}), limit: 1, after: null });
  expect(scan).toMatchObject({ next: null, rows: [{ objectId: row.objectId }] });
  expect(await store.deleteObject("_SysMessage", row.objectId)).toBe(true);
  expect(await store.deleteObject("_SysMessage", row.objectId)).toBe(false);
});

test("quotas count up to the limit in each window, also under concurrency and after a restart", async () => {
  const day = 86_400_000;
  const now = 10 * day + 5;
  const take = (at = now, amount = 1) => store.takeQuota("broadcast:app", amount, day, 5, at);
  const results = await Promise.all(Array.from({ length: 8 }, () => take()));
  expect(results.filter((result) => result.allowed)).toHaveLength(5);
  store = await opened.reopen();
  expect(await take()).toEqual({ allowed: false, used: 5, resetAt: 11 * day });
  expect(await take(11 * day, 6)).toEqual({ allowed: false, used: 0, resetAt: 12 * day });
  expect(await take(11 * day, 2)).toEqual({ allowed: true, used: 2, resetAt: 12 * day });
});
