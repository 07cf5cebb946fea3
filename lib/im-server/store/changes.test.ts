import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseFieldOps } from "@/lib/protocol/field-ops";
import {
  addConversation,
  newMessage,
  openTestStore,
  type TestStore,
  wholeHistory,
} from "../testing/store-builders";
import type { Change } from "./change-interface";
import type { MessageRow, Store } from "./interface";
import { changeTypes } from "./sqlite/change-log";
import { openDatabase } from "./sqlite/database";
import { migrate } from "./sqlite/migrate";
import { createChangeSweep } from "./sqlite/sweep-changes";

const HOUR = 3_600_000;
const now = Date.UTC(2025, 0, 2);
let opened: TestStore;
let store: Store;

beforeAll(async () => {
  opened = await openTestStore();
  store = opened.store;
});
afterAll(() => opened.dispose());

/** What the log has gained by an action; what is gone meanwhile is null. */
async function changesBy(action: () => unknown): Promise<(Change | null)[]> {
  const { head } = await store.getChangeHead();
  await action();
  return (await store.getChanges(head.seq, 1000)).map((row) => row.change);
}

describe("every change is in the log", () => {
  test("of messages, also in a user's history with a service", async () => {
    const { objectId: conversationId } = await addConversation(store);
    const service = await addConversation(store, { kind: "service", members: [] });
    const boxes = [{ conversationId }, { conversationId: service.objectId, clientId: "Ann" }];
    for (const box of boxes) {
      const sent = await store.appendMessage(newMessage(conversationId, { box }));
      const key = { box, messageId: sent.messageId, timestamp: sent.timestamp };
      expect(await changesBy(() => store.appendMessage(newMessage("", { box, data: "two" })))).toEqual([
        {
          type: "message",
          message: expect.objectContaining({ data: "two", boxClientId: box.clientId ?? null }),
        },
      ]);
      const patch = { ...key, from: null, data: "edited", binary: false, recall: false, now };
      expect(await changesBy(() => store.patchMessage(patch))).toEqual([
        {
          type: "message-changed",
          message: expect.objectContaining({ messageId: sent.messageId, data: "edited" }),
        },
      ]);
      expect(await changesBy(() => store.patchMessage({ ...patch, from: "Mallory" }))).toEqual([]);
      expect(await changesBy(() => store.deleteMessage(key, now))).toEqual([
        {
          type: "message-deleted",
          conversationId: box.conversationId,
          boxClientId: box.clientId ?? null,
          messageId: sent.messageId,
          timestamp: sent.timestamp,
        },
      ]);
      expect(await changesBy(() => store.deleteMessage(key, now))).toEqual([]);
    }
  });

  test("of conversations, members and mutes", async () => {
    const made = await changesBy(() => addConversation(store));
    expect(made).toEqual([{ type: "conversation", conversationId: expect.any(String), change: "created" }]);
    const { objectId: conversationId } = await addConversation(store, { unique: true, members: ["A", "B"] });
    expect(await changesBy(() => addConversation(store, { unique: true, members: ["B", "A"] }))).toEqual([]);
    const update = (body: unknown) => () =>
      store.updateConversation(conversationId, parseFieldOps(body), now);
    const updated = { type: "conversation", conversationId, change: "updated" };
    const restricted = { type: "restrictions", conversationId };
    const moved = (added: string[], removed: string[]) => ({
      type: "members",
      conversationId,
      added,
      removed,
    });
    expect(await changesBy(update({ name: "new" }))).toEqual([updated]);
    expect(await changesBy(update({ m: ["B", "C"] }))).toEqual([moved(["C"], ["A"])]);
    expect(await changesBy(update({ m: ["B", "C"] }))).toEqual([]);
    expect(await changesBy(update({ mu: ["B"], name: "newer" }))).toEqual([updated, restricted]);
    expect(await changesBy(() => store.addMembers(conversationId, ["D", "B"], 500, now))).toEqual([
      moved(["D"], []),
    ]);
    expect(await changesBy(() => store.addMembers(conversationId, ["D"], 500, now))).toEqual([]);
    expect(await changesBy(() => store.removeMembers(conversationId, ["D", "X"], now))).toEqual([
      moved([], ["D"]),
    ]);
    expect(await changesBy(() => store.deleteConversation(conversationId))).toEqual([
      { type: "conversation", conversationId, change: "deleted" },
    ]);
    expect(await changesBy(() => store.deleteConversation(conversationId))).toEqual([]);
  });

  test("of lists and roles", async () => {
    const { objectId: conversationId } = await addConversation(store);
    const restricted = [{ type: "restrictions", conversationId }];
    const info = { objectId: "info", conversationId, clientId: "Tom", role: "Manager" };
    for (const list of ["mutes", "silences", "temporary-silences", "blocks", "refusals"] as const) {
      expect(await changesBy(() => store.addToList(list, conversationId, ["Tom", "Ann"], now))).toEqual(
        restricted,
      );
      expect(await changesBy(() => store.removeFromList(list, conversationId, ["Tom"]))).toEqual(restricted);
      expect(await changesBy(() => store.removeFromList(list, conversationId, ["Tom"]))).toEqual([]);
    }
    expect(await changesBy(() => store.putMemberInfo(info, now))).toEqual(restricted);
    expect(await changesBy(() => store.deleteMemberInfo(conversationId, "info"))).toEqual(restricted);
    expect(await changesBy(() => store.deleteMemberInfo(conversationId, "info"))).toEqual([]);
  });

  test("of subscriptions and broadcasts", async () => {
    const { objectId: conversationId } = await addConversation(store, { kind: "service", members: [] });
    const subscription = (subscribed: boolean) => [
      { type: "subscription", conversationId, clientId: "Ann", subscribed },
    ];
    expect(await changesBy(() => store.subscribe(conversationId, "Ann", now))).toEqual(subscription(true));
    expect(await changesBy(() => store.subscribe(conversationId, "Ann", now))).toEqual([]);
    expect(await changesBy(() => store.unsubscribe(conversationId, "Ann"))).toEqual(subscription(false));
    expect(await changesBy(() => store.unsubscribe(conversationId, "Ann"))).toEqual([]);
    const row = {
      messageId: "sb_1",
      conversationId,
      from: "admin",
      data: "hi",
      pushData: null,
      timestamp: now,
      validTill: now + HOUR,
      patchTimestamp: null,
    };
    const broadcast = (change: string) => [{ type: "broadcast", conversationId, messageId: "sb_1", change }];
    expect(await changesBy(() => store.putBroadcast(row))).toEqual(broadcast("sent"));
    expect(await changesBy(() => store.putBroadcast(row))).toEqual(broadcast("updated"));
    expect(await changesBy(() => store.patchBroadcast("sb_1", "ho", now))).toEqual(broadcast("updated"));
    expect(await changesBy(() => store.deleteBroadcast("sb_1"))).toEqual(broadcast("deleted"));
    expect(await changesBy(() => store.deleteBroadcast("sb_1"))).toEqual([]);
    expect(await changesBy(() => store.patchBroadcast("sb_1", "ho", now))).toEqual([]);
  });

  test("of reading, as often as the marker moves", async () => {
    const { objectId: conversationId } = await addConversation(store);
    const sent = await store.appendMessage(newMessage(conversationId));
    const read = [{ type: "read", conversationId, clientId: "Jerry", readAt: sent.timestamp }];
    expect(await changesBy(() => store.markRead("Jerry", conversationId, null))).toEqual(read);
    expect(await changesBy(() => store.markRead("Jerry", conversationId, null))).toEqual([]);
    const service = await addConversation(store, { kind: "service", members: [] });
    const box = { conversationId: service.objectId, clientId: "Ann" };
    const { timestamp } = await store.appendMessage(newMessage("", { box }));
    expect(await changesBy(() => store.markRead("Ann", box.conversationId, null))).toEqual([
      { type: "read", ...box, readAt: timestamp },
    ]);
    expect(await changesBy(() => store.markRead("stranger", box.conversationId, null))).toEqual([]);
  });

  test("of presence", async () => {
    await addConversation(store);
    const { clients } = await store.stats();
    const presence = [
      { clientId: "Tom", online: true, at: now },
      { clientId: "nobody yet", online: false, at: now + 1 },
    ];
    expect(await changesBy(() => store.addPresence(presence))).toEqual([
      { type: "presence", clientId: "Tom", online: true },
      { type: "presence", clientId: "nobody yet", online: false },
    ]);
    // Whoever has only been online is no known client.
    expect((await store.stats()).clients).toBe(clients);
    expect(await changesBy(() => store.beginRun(now))).toEqual([{ type: "presence-cleared" }]);
  });

  test("but an import tells of its conversation once a commit, not of each message", async () => {
    const { objectId: conversationId } = await addConversation(store);
    const messages = Array.from({ length: 300 }, () => newMessage(conversationId, { isImport: true }));
    const changes = await changesBy(() =>
      Promise.all(messages.map((message) => store.appendMessage(message))),
    );
    expect(changes.length).toBeLessThanOrEqual(10);
    expect(changes[0]).toEqual({ type: "conversation", conversationId, change: "updated" });
    expect(await changesBy(() => store.appendMessages(messages))).toHaveLength(1);
  });

  test("and what failed beside others is not, nor does it leave a gap", async () => {
    const { objectId: conversationId } = await addConversation(store);
    const before = (await store.getChangeHead()).head.seq;
    const sends = Array.from({ length: 60 }, (_, index) =>
      store.appendMessage(newMessage(index % 3 === 0 ? "gone" : conversationId)),
    );
    await Promise.allSettled(sends);
    const rows = await store.getChanges(before, 1000);
    expect(rows.map(({ seq }) => seq)).toEqual(Array.from({ length: 40 }, (_, index) => before + index + 1));
    expect(rows.every(({ change }) => change?.type === "message")).toBe(true);
  });
});

describe("what is gone", () => {
  test("is told by its own row alone", async () => {
    const changes = await changesBy(async () => {
      const { objectId: conversationId } = await addConversation(store);
      const { messageId, timestamp } = await store.appendMessage(newMessage(conversationId));
      await store.deleteMessage({ box: { conversationId }, messageId, timestamp }, now);
      await store.deleteConversation(conversationId);
    });
    expect(changes).toEqual([null, null, null, expect.objectContaining({ change: "deleted" })]);
  });
});

describe("whoever follows", () => {
  const step = fc.record({
    what: fc.constantFrom("send", "send", "send", "edit", "recall", "delete", "drop", "read"),
    conversation: fc.nat(2),
    message: fc.nat(20),
    page: fc.integer({ min: 1, max: 7 }),
  });

  /** What is known of each conversation, and what a change makes of it. */
  type Known = Map<string, Map<string, MessageRow>>;
  function follow(known: Known, change: Change): void {
    if (change.type === "message" || change.type === "message-changed") {
      known.get(change.message.conversationId)?.set(change.message.messageId, change.message);
    } else if (change.type === "message-deleted") {
      known.get(change.conversationId)?.delete(change.messageId);
    } else if (change.type === "conversation" && change.change === "deleted") {
      known.get(change.conversationId)?.clear();
    }
  }

  /** Does what a step says, with a message of the conversation if there is one. */
  async function run(
    { what, conversation, message }: { what: string; conversation: number; message: number },
    ids: string[],
  ) {
    const conversationId = ids[conversation] ?? "";
    const history = await wholeHistory(store, conversationId);
    const target = history[message % Math.max(1, history.length)];
    if (what === "send") await store.appendMessage(newMessage(conversationId)).catch(() => undefined);
    if (what === "drop" && message === 0) await store.deleteConversation(conversationId);
    if (target === undefined) return;
    const key = { box: { conversationId }, messageId: target.messageId, timestamp: target.timestamp };
    const patch = { ...key, from: null, data: `${message}`, binary: false, now };
    if (what === "edit") await store.patchMessage({ ...patch, recall: false });
    if (what === "recall") await store.patchMessage({ ...patch, recall: true });
    if (what === "delete") await store.deleteMessage(key, now);
  }

  test("has at the end exactly what is stored, wherever it read in between", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
        let { seq } = (await store.getChangeHead()).head;
        const ids = await Promise.all([0, 1, 2].map(async () => (await addConversation(store)).objectId));
        const known: Known = new Map(ids.map((id) => [id, new Map()]));
        const readOn = async (limit: number) => {
          const rows = await store.getChanges(seq, limit);
          for (const { change } of rows) if (change) follow(known, change);
          seq = rows.at(-1)?.seq ?? seq;
          return rows.length;
        };
        for (const each of steps) {
          await run(each, ids);
          if (each.what === "read") await readOn(each.page);
        }
        while ((await readOn(7)) > 0);
        for (const id of ids)
          expect([...(known.get(id)?.values() ?? [])]).toEqual(await wholeHistory(store, id));
      }),
      { numRuns: 40 },
    );
  });
});

describe("positions", { timeout: 60_000 }, () => {
  test("hold after closing and opening, and only for rows that are kept", async () => {
    const other = await openTestStore();
    const empty = await other.store.getChangeHead();
    expect(empty.head).toEqual({ seq: 0, at: 0 });
    expect(await other.store.isChangeKept(empty.head)).toBe(true);
    await addConversation(other.store);
    const { head, epoch } = await other.store.getChangeHead();
    expect(await other.store.isChangeKept(head)).toBe(true);
    expect(await other.store.isChangeKept(empty.head)).toBe(true);
    // Written after an older copy of the database was put in place, or not yet there.
    expect(await other.store.isChangeKept({ seq: head.seq, at: head.at + 1 })).toBe(false);
    expect(await other.store.isChangeKept({ seq: head.seq + 1, at: head.at })).toBe(false);
    const reopened = await other.reopen();
    expect(await reopened.getChangeHead()).toEqual({ head, epoch });
    expect((await store.getChangeHead()).epoch).not.toBe(epoch);

    await addConversation(reopened);
    const db = openDatabase(other.file, "write");
    db.exec("DELETE FROM changes WHERE seq = 1");
    db.close();
    expect(await reopened.isChangeKept(empty.head)).toBe(false);
    await other.dispose();
  });
});

describe("an older copy put in place", () => {
  test("knows the positions up to when it was made, and none of those after it", {
    timeout: 60_000,
  }, async () => {
    const other = await openTestStore();
    await addConversation(other.store);
    const shared = (await other.store.getChangeHead()).head;
    await other.store.close();
    const copy = `${other.file}.copy`;
    copyFileSync(other.file, copy);
    const lost = await other.reopen();
    await addConversation(lost);
    const { head } = await lost.getChangeHead();
    await lost.close();
    copyFileSync(copy, other.file);
    const restored = await other.reopen();
    expect(await restored.isChangeKept(shared)).toBe(true);
    expect(await restored.isChangeKept(head)).toBe(false);
    await addConversation(restored);
    expect((await restored.getChangeHead()).head.seq).toBe(head.seq);
    expect(await restored.isChangeKept(head)).toBe(false);
    await other.dispose();
  });
});

describe("the sweep", () => {
  test("clears rows older than a day in bounded steps, from the beginning, and rests for an hour", () => {
    const folder = mkdtempSync(join(tmpdir(), "parley-sweep-"));
    const db = openDatabase(join(folder, "im.sqlite"), "write");
    migrate(db);
    const insert = db.prepare("INSERT INTO changes (at, type) VALUES (?, ?)");
    const times = db.prepare<[], number>("SELECT at FROM changes ORDER BY seq").pluck();
    // One a minute for 35 hours.
    db.transaction(() => {
      for (let age = 35 * 60; age > 0; age--) insert.run(now - age * 60_000, changeTypes.restrictions);
    })();
    let clock = now;
    const sweep = createChangeSweep(db, () => clock);
    let left = times.all().length;
    while (sweep()) {
      const rows = times.all().length;
      expect(left - rows).toBeGreaterThan(0);
      expect(left - rows).toBeLessThanOrEqual(500);
      left = rows;
    }
    expect(left).toBe(25 * 60);
    expect(now - (times.get() ?? 0)).toBe(25 * HOUR);
    clock = now + HOUR;
    expect(sweep()).toBe(false);
    expect(times.all()).toHaveLength(25 * 60);
    clock = now + 100 * HOUR;
    while (sweep());
    expect(times.all()).toEqual([now - 60_000]);
    expect(sweep()).toBe(false);
    db.close();
    rmSync(folder, { recursive: true });
  });
});
