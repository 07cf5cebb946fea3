import { copyFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { everything, parseOrder, parseWhere } from "@/lib/protocol/where";
import { Database } from "@/lib/sqlite/driver";
import { addConversation, newMessage, openTestStore, wholeHistory } from "../testing/store-builders";
import type { ConversationQuery } from "./interface";
import { openSqliteStore } from "./sqlite/open";

const query = (where: unknown, order = ""): ConversationQuery => ({
  where: parseWhere(where),
  order: parseOrder(order),
  skip: 0,
  limit: 10,
  count: true,
});

describe("hostile questions", { timeout: 60_000 }, () => {
  test("a query beyond its budget is refused and holds up no short read", async () => {
    const opened = await openTestStore({ queryBudget: 100 });
    const name = "a".repeat(10_000);
    const rows = await Promise.all(
      Array.from({ length: 1500 }, () => addConversation(opened.store, { name, members: [] })),
    );
    const hostile = Array.from({ length: 45 }, (_, index) => ({
      name: { $regex: `(a|aa)+(b|(a+)+)${index}$` },
    }));
    const slow = opened.store.findConversations(query({ $or: hostile }));
    let answered = 0;
    const quick = Promise.all(
      rows.slice(0, 50).map(async ({ objectId }) => {
        await opened.store.getConversation(objectId);
        answered++;
      }),
    );
    await expect(slow).rejects.toMatchObject({ name: "StoreError", code: "query-too-expensive" });
    await quick;
    expect(answered).toBe(50);
    // The thread lives on.
    expect((await opened.store.findConversations(query({ name: "b" }))).count).toBe(0);
    await opened.dispose();
  });
});

test("a single row cannot use up more than a query's time", async () => {
  const opened = await openTestStore({ queryBudget: 1 });
  const numbers = Array.from({ length: 9000 }, (_, index) => index);
  await addConversation(opened.store, { fields: { numbers } });
  for (const numbersThat of [{ $all: numbers.slice(-1000) }, { $in: ["a", "b"] }]) {
    const hostile = Array.from({ length: 40 }, () => ({ numbers: numbersThat }));
    await expect(opened.store.findConversations(query({ $or: hostile }))).rejects.toMatchObject({
      code: "query-too-expensive",
    });
  }
  await opened.dispose();
});

describe("opening", { timeout: 60_000 }, () => {
  test("refuses a database of a newer version", async () => {
    const opened = await openTestStore();
    await opened.store.close();
    const db = new Database(opened.file);
    db.prepare("INSERT INTO schema_version (version, name, applied_at) VALUES (9999, 'future', 0)").run();
    db.close();
    await expect(openSqliteStore({ file: opened.file })).rejects.toMatchObject({ code: "newer-database" });
    await opened.dispose();
  });

  test("refuses a file that is no database, and a folder that is not there", async () => {
    const opened = await openTestStore();
    const text = `${opened.file}.txt`;
    copyFileSync(new URL(import.meta.url), text);
    await expect(openSqliteStore({ file: text })).rejects.toMatchObject({ code: "broken-database" });
    await expect(openSqliteStore({ file: "/nowhere/im.db" })).rejects.toMatchObject({ code: "unavailable" });
    await opened.dispose();
  });
});

describe("closing", { timeout: 60_000 }, () => {
  test("finishes what was asked, refuses what comes later", async () => {
    const opened = await openTestStore();
    const { objectId } = await addConversation(opened.store);
    const sends = Array.from({ length: 300 }, () => opened.store.appendMessage(newMessage(objectId)));
    const closed = opened.store.close();
    expect(await Promise.all(sends)).toHaveLength(300);
    await closed;
    await expect(opened.store.appendMessage(newMessage(objectId))).rejects.toMatchObject({ code: "closed" });
    await expect(opened.store.getConversation(objectId)).rejects.toMatchObject({ code: "closed" });
    const store = await openSqliteStore({ file: opened.file });
    expect(await wholeHistory(store, objectId)).toHaveLength(300);
    expect((await store.findConversations({ ...query({}), where: everything })).count).toBe(1);
    await store.close();
    await opened.dispose();
  });
});
