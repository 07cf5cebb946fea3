import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { parseFieldOps } from "@/lib/protocol/field-ops";
import { limits } from "@/lib/protocol/limits";
import { everything, parseOrder, parseWhere } from "@/lib/protocol/where";
import {
  addConversation,
  createClock,
  newMessage,
  openTestStore,
  type TestStore,
} from "../testing/store-builders";
import type { ConversationRow, Store } from "./interface";

// Real files and threads: on a busy machine that takes its time.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let opened: TestStore;
let store: Store;
beforeAll(async () => {
  opened = await openTestStore();
  store = opened.store;
});
afterAll(() => opened.dispose());

const clock = createClock();

function unique(members: string[], more: Partial<ConversationRow> = {}) {
  const input = { kind: "normal" as const, name: null, creator: null, fields: {}, acl: null, ...more };
  return store.createConversation({ ...input, members, unique: true }, clock());
}

describe("creating", () => {
  test("a hundred concurrent creates of one unique conversation make one", async () => {
    const results = await Promise.all(
      Array.from({ length: 100 }, (_, index) =>
        unique(index % 2 === 0 ? ["u1", "u2", "u3"] : ["u3", "u1", "u2", "u1"], { name: `try ${index}` }),
      ),
    );
    expect(new Set(results.map(({ row }) => row.objectId)).size).toBe(1);
    expect(results.filter(({ existing }) => !existing)).toHaveLength(1);
    expect(results.every(({ row }) => row.name === "try 0" && row.uniqueId !== null)).toBe(true);
  });

  test("unique is by the members at creation, and free again after deletion", async () => {
    const { row } = await unique(["v1", "v2"]);
    await store.addMembers(row.objectId, ["v3"], 500, clock());
    expect((await unique(["v1", "v2"])).row.objectId).toBe(row.objectId);
    expect((await unique(["v1", "v2", "v3"])).existing).toBe(false);
    expect(await store.deleteConversation(row.objectId)).toBe(true);
    expect((await unique(["v1", "v2"])).existing).toBe(false);
  });

  test("keeps odd texts and typed values", async () => {
    const fields = {
      attr: { 键: ["👩‍👩‍👧‍👦", null, true, 1.5, { deep: [] }], empty: {} },
      when: { iso: "2024-02-30T00:00:00+02:00".replace("30", "29"), __type: "Date" },
    };
    const row = await addConversation(store, { fields, name: "a'; DROP TABLE x; --\u202e", creator: "客户" });
    expect(await store.getConversation(row.objectId)).toEqual({
      ...row,
      name: "a'; DROP TABLE x; --\u202e",
      fields: { attr: fields.attr, when: { __type: "Date", iso: "2024-02-28T22:00:00.000Z" } },
    });
  });
});

describe("members", () => {
  test("join in order up to the limit; blocked ones fail", async () => {
    const { objectId } = await addConversation(store, { members: ["a"] });
    await store.addToList("blocks", objectId, ["evil"], clock());
    await store.addToList("refusals", objectId, ["unwilling"], clock());
    const result = await store.addMembers(
      objectId,
      ["c", "evil", "b", "a", "c", "unwilling", "d"],
      3,
      clock(),
    );
    expect(result).toMatchObject({
      status: "changed",
      changed: ["c", "b"],
      failed: [
        { clientId: "evil", reason: "blocked" },
        { clientId: "unwilling", reason: "blocked" },
        { clientId: "d", reason: "conversation-full" },
      ],
      row: { members: ["a", "c", "b"] },
    });
    expect(await store.removeMembers(objectId, ["c", "nobody"], clock())).toMatchObject({
      changed: ["c"],
      row: { members: ["a", "b"] },
    });
    expect(await store.addMembers("gone", ["a"], 3, clock())).toEqual({ status: "not-found" });
  });

  test("the limit holds when many join at once", async () => {
    const { objectId } = await addConversation(store, { members: [] });
    const results = await Promise.all(
      Array.from({ length: 60 }, (_, index) => store.addMembers(objectId, [`j${index}`], 50, clock())),
    );
    const joined = results.filter((result) => result.status === "changed" && result.changed.length === 1);
    expect(joined).toHaveLength(50);
    expect((await store.getConversation(objectId))?.members).toHaveLength(50);
  });

  test("storage writes beyond 500 keep the first 500", async () => {
    const { objectId } = await addConversation(store, { members: [] });
    const objects = Array.from({ length: 510 }, (_, index) => `s${index}`);
    const result = await store.updateConversation(
      objectId,
      parseFieldOps({ m: { __op: "Add", objects } }),
      clock(),
    );
    expect(result).toMatchObject({ status: "updated", row: { members: objects.slice(0, 500) } });
  });
});

describe("updating", () => {
  test("concurrent operations all count", async () => {
    const { objectId } = await addConversation(store, { members: ["a"], fields: { attr: { n: 0 } } });
    await Promise.all(
      Array.from({ length: 200 }, (_, index) =>
        store.updateConversation(
          objectId,
          parseFieldOps({
            "attr.n": { __op: "Increment", amount: 2 },
            tags: { __op: "AddUnique", objects: [index % 10] },
            m: { __op: "AddUnique", objects: [`m${index % 5}`] },
            mu: { __op: "AddUnique", objects: ["a"] },
          }),
          clock(),
        ),
      ),
    );
    const row = await store.getConversation(objectId);
    expect(row?.fields.attr).toEqual({ n: 400 });
    expect(new Set(Array.isArray(row?.fields.tags) ? row.fields.tags : [])).toEqual(
      new Set([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]),
    );
    expect(row?.members).toEqual(["a", "m0", "m1", "m2", "m3", "m4"]);
    expect(row?.muted).toEqual(["a"]);
  });

  test("attributes grow so far and no further, whatever they began with", async () => {
    const { objectId } = await addConversation(store, { name: "x", fields: {} });
    const add = { __op: "Add", objects: ["x".repeat(60_000)] };
    const grow = () => store.updateConversation(objectId, parseFieldOps({ list: add }), clock());
    await grow();
    await grow();
    await expect(grow()).rejects.toMatchObject({ code: "invalid-operation" });
    const huge = { fields: { text: "x".repeat(limits.objectBytes) } };
    await expect(addConversation(store, huge)).rejects.toMatchObject({ code: "invalid-operation" });
    await expect(
      store.createObject("_SysMessage", { text: "x".repeat(limits.objectBytes) }, null, clock()),
    ).rejects.toMatchObject({ code: "invalid-operation" });
    const shrink = parseFieldOps({ list: { __op: "Remove", objects: add.objects } });
    expect(await store.updateConversation(objectId, shrink, clock())).toMatchObject({ status: "updated" });
  });

  test("conditions, missing rows and misfits", async () => {
    const { objectId } = await addConversation(store, { name: "x", fields: { n: 1 } });
    const ops = parseFieldOps({ n: { __op: "Increment" } });
    expect(await store.updateConversation("gone", ops, clock())).toEqual({ status: "not-found" });
    expect(await store.updateConversation(objectId, ops, clock(), parseWhere({ n: 5 }))).toEqual({
      status: "condition-failed",
    });
    const updated = await store.updateConversation(objectId, ops, clock(), parseWhere({ n: { $lt: 2 } }));
    expect(updated).toMatchObject({ status: "updated", changed: ["n"], row: { fields: { n: 2 } } });
    await expect(
      store.updateConversation(objectId, parseFieldOps({ name: { __op: "Increment" } }), clock()),
    ).rejects.toMatchObject({ code: "invalid-operation" });
    await expect(
      store.updateConversation(objectId, parseFieldOps({ m: "Tom" }), clock()),
    ).rejects.toMatchObject({
      code: "invalid-operation",
    });
    for (const misfit of [{ __op: "Add", objects: [1] }, { __op: "Increment" }]) {
      for (const column of ["attr", "ACL"]) {
        await expect(
          store.updateConversation(objectId, parseFieldOps({ [column]: misfit }), clock()),
        ).rejects.toMatchObject({ code: "invalid-operation" });
      }
    }
    const results = await Promise.allSettled([
      store.updateConversation(objectId, ops, clock()),
      store.updateConversation(objectId, parseFieldOps({ name: 5 }), clock()),
      store.updateConversation(objectId, ops, clock()),
    ]);
    expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect((await store.getConversation(objectId))?.fields.n).toBe(4);
  });
});

describe("listing", () => {
  test("pages of a client's conversations, newest message first, meet", async () => {
    const ids: string[] = [];
    for (let index = 0; index < 25; index++) {
      const { objectId } = await addConversation(store, { members: ["lister", "x"] }, clock());
      ids.push(objectId);
    }
    const order = [...ids].sort((a, b) => (a.slice(-4) < b.slice(-4) ? -1 : 1));
    for (const objectId of order) await store.appendMessage(newMessage(objectId, { now: clock() }));
    const seen: string[] = [];
    for (let skip = 0; skip < 30; skip += 10) {
      const page = await store.findConversations({
        where: parseWhere({ m: "lister" }),
        order: parseOrder("-lm"),
        skip,
        limit: 10,
        count: true,
      });
      expect(page.count).toBe(25);
      seen.push(...page.rows.map((row) => row.objectId));
    }
    expect(seen).toEqual([...order].reverse());
  });

  test("kinds, deep pages and counts agree with all rows", async () => {
    for (const kind of ["chatroom", "service", "temporary"] as const) {
      for (let index = 0; index < 5; index++) {
        const members = kind === "temporary" ? [`t${index}`, "z"] : [];
        await addConversation(store, { kind, members, name: `${kind} ${index}` }, clock());
      }
    }
    const all: ConversationRow[] = [];
    for (let after: string | null = null; ; ) {
      const page: Awaited<ReturnType<Store["scanConversations"]>> = await store.scanConversations({
        where: everything,
        limit: 7,
        after,
      });
      all.push(...page.rows);
      after = page.next;
      if (after === null) break;
    }
    expect(new Set(all.map((row) => row.objectId)).size).toBe(all.length);
    expect((await store.stats()).conversations).toBe(all.length);
    const questions: [unknown, (row: ConversationRow) => boolean][] = [
      [{}, () => true],
      [{ tr: true }, (row) => row.kind === "chatroom"],
      [{ sys: true, tr: false }, (row) => row.kind === "service"],
      [{ tr: { $ne: true }, sys: { $ne: true } }, (row) => row.kind === "normal" || row.kind === "temporary"],
      [{ conv_type: { $in: [1, 3] } }, (row) => row.kind === "normal" || row.kind === "service"],
      [{ tr: true, sys: true }, () => false],
    ];
    for (const order of ["-lm", "createdAt", "-updatedAt", "name", ""]) {
      for (const [where, matches] of questions) {
        const query = { where: parseWhere(where), order: parseOrder(order), count: true };
        const wanted = all.filter(matches).map((row) => row.objectId);
        const whole = await store.findConversations({ ...query, skip: 0, limit: 1000 });
        const ids = whole.rows.map((row) => row.objectId);
        expect(new Set(ids)).toEqual(new Set(wanted));
        expect(whole.count).toBe(wanted.length);
        const deep = await store.findConversations({ ...query, skip: 3, limit: 4 });
        expect(deep.rows.map((row) => row.objectId)).toEqual(ids.slice(3, 7));
      }
    }
    const none = await store.findConversations({
      where: everything,
      order: [],
      skip: 0,
      limit: 0,
      count: true,
    });
    expect(none).toEqual({ rows: [], count: all.length });
  });
});

describe("deleting", () => {
  test("takes along everything that hangs on it", async () => {
    const { objectId } = await addConversation(store, {
      kind: "normal",
      members: ["deleted-a", "deleted-b"],
    });
    for (let index = 0; index < 1200; index += 200) {
      await store.appendMessages(
        Array.from({ length: 200 }, () =>
          newMessage(objectId, { from: "deleted-a", data: "vanishing words", now: clock() }),
        ),
      );
    }
    await store.addToList("refusals", objectId, ["deleted-a"], clock());
    await store.subscribe(objectId, "deleted-b", clock());
    await store.putMemberInfo(
      { objectId: "info", conversationId: objectId, clientId: "deleted-a", role: "Manager" },
      clock(),
    );
    const before = (await store.stats()).messages;
    expect(await store.deleteConversation(objectId)).toBe(true);
    expect(await store.deleteConversation(objectId)).toBe(false);
    expect(await store.getConversation(objectId)).toBeNull();
    expect((await store.searchMessages({ text: "vanishing", cursor: null, limit: 5 })).messages).toEqual([]);
    expect(await store.getUnread("deleted-b")).toEqual({ total: 0, conversations: [] });
    expect(await store.getClientBlocks("deleted-a", { limit: 5, next: null })).toMatchObject({
      conversationIds: [],
    });
    expect(await store.getSubscriptions("deleted-b", { limit: 5, direction: "old" })).toEqual([]);
    expect(await store.getMemberInfos(objectId, { skip: 0, limit: 5 })).toEqual([]);
    const bySender = await store.getHistory({
      scope: { kind: "sender", clientId: "deleted-a" },
      direction: "older",
      start: { timestamp: Number.MAX_SAFE_INTEGER, inclusive: true },
      stop: { timestamp: 0, inclusive: true },
      limit: 5,
    });
    expect(bySender).toEqual([]);
    // Rows are cleared behind the scenes, a little at a time.
    await expect.poll(async () => (await store.stats()).messages, { timeout: 10_000 }).toBe(before - 1200);
  });
});
