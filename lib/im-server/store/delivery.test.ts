import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Store } from "./interface";
import { openSqliteStore } from "./sqlite/open";

let store: Store;
let folder: string;
let now = 1_000_000;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "parley-delivery-"));
  store = await openSqliteStore({ file: join(folder, "im.sqlite") });
});
afterAll(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

async function create(members: string[]): Promise<string> {
  const input = {
    kind: "normal",
    name: null,
    creator: "Tom",
    members,
    unique: false,
    fields: {},
    acl: null,
  } as const;
  return (await store.createConversation({ ...input, members }, now)).row.objectId;
}

async function send(
  conversationId: string,
  text: string,
  more: { receipt?: boolean; mentions?: string[]; from?: string } = {},
) {
  now += 10;
  return store.appendMessage({
    box: { conversationId },
    messageId: `${conversationId}-${text}`,
    from: more.from ?? "Tom",
    data: text,
    binary: false,
    mentionAll: false,
    mentionClientIds: more.mentions ?? [],
    fromIp: null,
    countsUnread: true,
    receipt: more.receipt,
    now,
  });
}

describe("markers", () => {
  it("move forward only and name the messages passed whose senders asked", async () => {
    const cid = await create(["Tom", "Jerry"]);
    const first = await send(cid, "1", { receipt: true });
    const second = await send(cid, "2");
    const third = await send(cid, "3", { receipt: true });
    const range = { from: first.timestamp, to: second.timestamp };
    expect(await store.markDelivered("Jerry", cid, range, now)).toMatchObject([
      { messageId: first.messageId, from: "Tom" },
    ]);
    expect(await store.markDelivered("Jerry", cid, range, now)).toEqual([]);
    expect(await store.markRead("Jerry", cid, second.timestamp)).toMatchObject({
      readAt: second.timestamp,
      moved: true,
      receipts: [{ messageId: first.messageId }],
      left: { count: 1, mentioned: false },
    });
    expect(await store.markRead("Jerry", cid, first.timestamp)).toMatchObject({ moved: false, receipts: [] });
    expect(await store.markRead("Jerry", cid, null)).toMatchObject({
      readAt: third.timestamp,
      receipts: [{ messageId: third.messageId }],
      left: { count: 0, mentioned: false },
    });
    expect(await store.getMarks(cid)).toMatchObject([
      { clientId: "Tom" },
      { clientId: "Jerry", deliveredAt: third.timestamp, readAt: third.timestamp },
    ]);
    expect(
      await store.getMessage({
        box: { conversationId: cid },
        messageId: second.messageId,
        timestamp: second.timestamp,
      }),
    ).toMatchObject({ ackAt: now });
  });

  it("keep for senders what they are told, where they are", async () => {
    const cid = await create(["Ned", "Jerry"]);
    const message = await send(cid, "1", { receipt: true, from: "Ned" });
    const range = { from: message.timestamp, to: message.timestamp };
    await store.markDelivered("Jerry", cid, range, now + 1);
    await store.markRead("Jerry", cid, null, now + 2);
    const silent = await send(cid, "2", { receipt: true, from: "Ned" });
    expect(await store.markRead("Jerry", cid, null)).toMatchObject({
      receipts: [{ messageId: silent.messageId }],
    });
    const told = { cmd: "rcp", cid, id: message.messageId, from: "Jerry", notificationType: 1 };
    const [received, read] = [
      { clientId: "Ned", at: range.to + 1, body: { ...told, t: range.to + 1, serverTs: range.to + 1 } },
      {
        clientId: "Ned",
        at: range.to + 2,
        body: { ...told, t: range.to + 2, read: true, serverTs: range.to + 2 },
      },
    ];
    expect(await store.getNotifications("Ned", 0, 10)).toEqual([received, read]);
    expect(await store.getNotifications("Ned", range.to + 1, 10)).toEqual([read]);
    expect(await store.getNotifications("Jerry", 0, 10)).toEqual([]);
  });

  it("touch a bounded number of messages however long the range", async () => {
    const cid = await create(["Tom", "Jerry"]);
    const rows = await Promise.all(
      Array.from({ length: 700 }, (_, index) => send(cid, `${index}`, { receipt: true })),
    );
    const receipts = await store.markDelivered("Jerry", cid, { from: 0, to: Number.MAX_SAFE_INTEGER }, now);
    expect(receipts.map(({ messageId }) => messageId)).toEqual(
      rows.slice(-100).map(({ messageId }) => messageId),
    );
    const box = { conversationId: cid };
    const [oldest, newest] = [rows[0], rows.at(-1)];
    if (!oldest || !newest) throw new Error("messages were sent");
    expect(await store.getMessage({ box, ...oldest })).toMatchObject({ ackAt: null });
    expect(await store.getMessage({ box, ...newest })).toMatchObject({ ackAt: now });
    expect(await store.findRecentMessage(box, newest.messageId)).toMatchObject({ data: "699" });
    expect(await store.findRecentMessage(box, "none")).toBeNull();
  });

  it("have no effect for strangers and unknown conversations", async () => {
    const cid = await create(["Tom"]);
    const sent = await send(cid, "x", { receipt: true });
    const range = { from: 0, to: sent.timestamp };
    expect(await store.markDelivered("Stranger", cid, range, now)).toEqual([]);
    expect(await store.markRead("Stranger", cid, null)).toMatchObject({ moved: false, receipts: [] });
    expect(await store.markRead("Tom", "none", null)).toEqual({ readAt: 0, moved: false, receipts: [] });
  });
});

describe("what a login asks", () => {
  it("has counts, mentions and the newest message of one moment", async () => {
    const cid = await create(["Tom", "Ann"]);
    await send(cid, "1");
    const newest = await send(cid, "2", { mentions: ["Ann"] });
    expect(await store.getUnreadSnapshot("Ann", 50, null)).toMatchObject([
      { conversationId: cid, count: 2, mentioned: true, last: { messageId: newest.messageId } },
    ]);
    expect(await store.getUnreadSnapshot("Ann", 0, null)).toEqual([]);
    expect(await store.getUnreadSnapshot("nobody", 50, null)).toEqual([]);
  });

  it("finds edits of its own conversations alone", async () => {
    const mine = await create(["Tom", "Bob"]);
    const others = await create(["Tom", "Eve"]);
    for (const cid of [mine, others]) {
      const sent = await send(cid, "before");
      const key = { box: { conversationId: cid }, messageId: sent.messageId, timestamp: sent.timestamp };
      await store.patchMessage({
        ...key,
        from: "Tom",
        data: "after",
        binary: false,
        recall: false,
        now: now + 5,
      });
    }
    expect(await store.getPatchesSince("Bob", now - 100, 10)).toMatchObject([
      { conversationId: mine, data: "after" },
    ]);
    expect(await store.getPatchesSince("Bob", now + 5, 10)).toEqual([]);
  });

  it("gives a new client the newest broadcast, and the others what came since", async () => {
    const put = (messageId: string, timestamp: number) =>
      store.putBroadcast({
        messageId,
        conversationId: "service",
        from: "s",
        data: "x",
        pushData: null,
        timestamp,
        validTill: 9e12,
        patchTimestamp: null,
      });
    await put("b1", 100);
    await put("b2", 200);
    expect(await store.getPendingBroadcasts("new", 300)).toMatchObject([{ messageId: "b2" }]);
    await store.markBroadcasts("old", 100);
    await put("b3", 250);
    expect(await store.getPendingBroadcasts("old", 300)).toMatchObject([
      { messageId: "b2" },
      { messageId: "b3" },
    ]);
    expect(await store.getPendingBroadcasts("old", 9e12 + 1)).toEqual([]);
    await store.markBroadcasts("old", 250);
    await store.markBroadcasts("old", 100);
    expect(await store.getPendingBroadcasts("old", 300)).toEqual([]);
  });

  it("keeps what happened in conversations, and knows when something is missing", async () => {
    // Of what was before the database's own time nothing is known.
    const start = Date.now() + 2000;
    now = start;
    const cid = await create(["Tom", "Ina"]);
    const missed = (clientId: string, after: number, at = start + 100) =>
      store.getDroppables(clientId, after, 10, at);
    const keep = (at: number, changedAt: number, body: Record<string, unknown>, conversationId = cid) =>
      store.addDroppable({ conversationId, at, changedAt, body });
    expect(await missed("Ina", start)).toEqual([]);
    await send(cid, "a message changes nothing");
    expect(await missed("Ina", start)).toEqual([]);
    await store.addMembers(cid, ["Jim"], 500, start + 5);
    expect(await missed("Ina", start)).toBeNull();
    expect(await missed("Ina", start + 5)).toEqual([]);
    await keep(start + 7, start + 5, { op: "members-joined" });
    expect(await missed("Ina", start)).toEqual([{ op: "members-joined" }]);
    expect(await missed("Ina", start + 7)).toEqual([]);
    await store.putMemberInfo(
      { objectId: "info", conversationId: cid, clientId: "Jim", role: "Manager" },
      start + 9,
    );
    expect(await missed("Ina", start + 7)).toBeNull();
    await keep(start + 10, start + 9, { op: "member-info-changed" });
    expect(await missed("Jim", start)).toEqual([{ op: "members-joined" }, { op: "member-info-changed" }]);
    // Who was away for longer than events are kept reads everything anew.
    expect(await missed("Ina", start, start + 8 * 86_400_000)).toBeNull();
    expect(await missed("Ina", start + 10, start + 8 * 86_400_000)).toEqual([]);
    await keep(start + 11, start + 11, { attr: "x".repeat(10_000) });
    expect(await missed("Ina", start)).toBeNull();
    expect(await missed("Ina", start + 11)).toEqual([]);
    for (let at = 12; at < 23; at += 1) await keep(start + at, start + at, { at });
    expect(await missed("Ina", start + 12)).toHaveLength(10);
    expect(await missed("Ina", start + 11)).toBeNull();
    expect(await missed("nobody", 0)).toEqual([]);
    await keep(start, start, {}, "gone");
  });

  it("keeps settings, kicks and rooms", async () => {
    expect(await store.getSettings()).toBeNull();
    expect(await store.putSettings({ wordFilter: ["x"] }, null)).toBe(1);
    expect(await store.putSettings({ wordFilter: ["y"] }, 0)).toBeNull();
    expect(await store.getSettings()).toEqual({ settings: { wordFilter: ["x"] }, revision: 1 });
    const both = await Promise.all([store.putSettings({}, 1), store.putSettings({}, 1)]);
    expect(both.sort()).toEqual([2, null]);
    expect(await store.getKickedAt("Kim")).toBeNull();
    await store.recordKick("Kim", 5);
    expect(await store.getKickedAt("Kim")).toBe(5);
    await store.putRoom("Kim", "phone", { roomId: "r", leftAt: null });
    await store.putRoom("Kim", "", { roomId: "s", leftAt: 5 });
    expect(await store.getRoom("Kim", "phone")).toEqual({ roomId: "r", leftAt: null });
    expect(await store.getRoom("Kim", "")).toEqual({ roomId: "s", leftAt: 5 });
    await store.putRoom("Kim", "phone", null);
    expect(await store.getRoom("Kim", "phone")).toBeNull();
    await store.putRoom("Ann", "", { roomId: "r", leftAt: 2 * 86_400_000 });
    expect(await store.getRoom("Kim", "")).toBeNull();
    await store.recordKick("Ann", 6);
    expect(await store.getRoom("Ann", "")).toBeNull();
  });
});
