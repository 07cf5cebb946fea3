import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { everything, parseOrder, parseWhere } from "@/lib/protocol/where";
import { naiveMatch, storageView } from "../testing/naive-where";
import { addConversation, newMessage, openTestStore, type TestStore } from "../testing/store-builders";
import type { ConversationRow } from "./interface";

// Real files and threads: on a busy machine that takes its time.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 60_000 });

let opened: TestStore;
let rows: ConversationRow[] = [];

const clients = ["Tom", "Jerry", "Mary", "小明"];
const date = (day: number) => ({ __type: "Date", iso: new Date(Date.UTC(2024, 0, day)).toISOString() });
const scalar = fc.oneof(
  fc.integer({ min: -3, max: 3 }),
  fc.constantFrom(1.5, "a", "ab", "b", "", "你好", "A\nb", true, false, null),
  fc.integer({ min: 1, max: 4 }).map(date),
  fc.constantFrom(
    { __type: "Pointer", className: "_User", objectId: "u1" },
    { __type: "Bytes", base64: "AAEC" },
    { k: 1 },
    [1, "a"],
  ),
);
const value = fc.oneof(
  { weight: 3, arbitrary: scalar },
  { weight: 1, arbitrary: fc.array(scalar, { maxLength: 4 }) },
);

const rowArbitrary = fc.record({
  kind: fc.constantFrom("normal" as const, "chatroom" as const, "service" as const),
  name: fc.constantFrom(null, "a", "ab", "Room 1", "room 2", "你好"),
  creator: fc.constantFrom(null, ...clients),
  members: fc.uniqueArray(fc.constantFrom(...clients)),
  muted: fc.uniqueArray(fc.constantFrom(...clients)),
  fields: fc.dictionary(
    fc.constantFrom("x", "y", "attr"),
    fc.oneof(value, fc.record({ k: value, "l-m": value })),
  ),
});

beforeAll(async () => {
  opened = await openTestStore();
  const samples = fc.sample(rowArbitrary, { numRuns: 150, seed: 7 });
  for (const [index, sample] of samples.entries()) {
    const members = sample.kind === "normal" ? sample.members : [];
    const row = await addConversation(
      opened.store,
      { ...sample, members, unique: sample.kind === "normal" && index % 10 === 0 },
      Date.UTC(2024, 0, 1 + (index % 4)),
    );
    if (index % 3 === 0) {
      await opened.store.appendMessage(newMessage(row.objectId, { now: Date.UTC(2024, 0, 1 + (index % 5)) }));
    }
  }
  const scan = await opened.store.scanConversations({ where: everything, limit: 1000, after: null });
  rows = scan.rows;
});
afterAll(() => opened.dispose());

const customKey = fc.constantFrom("x", "y", "attr", "attr.k", "x.k", "y.l-m", "x.k.k");
const textKey = fc.constantFrom("name", "c", "m", "mu", "uniqueId");
const timeKey = fc.constantFrom("lm", "createdAt", "updatedAt");
const flagKey = fc.constantFrom("tr", "sys", "unique");
const texts = fc.constantFrom("a", "ab", "Room 1", "room", ...clients, "nobody");
const patterns = fc.constantFrom(
  "a",
  "^a",
  "b$",
  "^\\Qroom\\E",
  "\\QA\nb\\E",
  "r..m",
  "[0-9]+",
  "好",
  "^$",
  "a.b",
);
const options = fc.constantFrom("", "i", "m", "s", "ims");

function operators(operand: fc.Arbitrary<unknown>, comparable: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const list = fc.array(operand, { maxLength: 4 });
  return fc.oneof(
    operand,
    operand.map(($ne) => ({ $ne })),
    list.map(($in) => ({ $in })),
    list.map(($nin) => ({ $nin })),
    comparable.map(($lt) => ({ $lt })),
    comparable.map(($gte) => ({ $gte })),
    fc.record({ $gt: comparable, $lte: comparable }),
    fc.boolean().map(($exists) => ({ $exists })),
  );
}
const arrayOperators = (operand: fc.Arbitrary<unknown>) =>
  fc.oneof(
    fc.array(operand, { maxLength: 3 }).map(($all) => ({ $all })),
    fc.nat(4).map(($size) => ({ $size })),
  );
const regexOperator = fc.record({ $regex: patterns, $options: options });
const comparableValue = fc.oneof(
  fc.integer({ min: -3, max: 3 }),
  fc.constantFrom("a", "ab", ""),
  fc.integer({ min: 1, max: 4 }).map(date),
);
const dates = fc.integer({ min: 0, max: 6 }).map(date);
const condition = fc.oneof(
  fc.tuple(customKey, fc.oneof(operators(value, comparableValue), arrayOperators(scalar), regexOperator)),
  fc.tuple(textKey, fc.oneof(operators(texts, texts), regexOperator)),
  fc.tuple(fc.constantFrom("m", "mu"), arrayOperators(fc.constantFrom(...clients))),
  fc.tuple(timeKey, operators(dates, dates)),
  fc.tuple(flagKey, operators(fc.boolean(), fc.constant("a"))),
);
const { where } = fc.letrec<{ where: unknown; leaf: unknown }>((tie) => ({
  leaf: fc.array(condition, { minLength: 1, maxLength: 3 }).map((entries) => Object.fromEntries(entries)),
  where: fc.oneof(
    { maxDepth: 3, depthSize: "small" },
    tie("leaf"),
    fc.array(tie("where"), { minLength: 1, maxLength: 3 }).map(($or) => ({ $or })),
    fc.array(tie("where"), { minLength: 1, maxLength: 3 }).map(($and) => ({ $and })),
    fc.array(tie("where"), { minLength: 1, maxLength: 3 }),
  ),
}));

describe("where", () => {
  test("agrees with its plain meaning on random rows and questions", async () => {
    await fc.assert(
      fc.asyncProperty(where, async (input) => {
        const parsed = parseWhere(input);
        const wanted = rows.filter((row) => naiveMatch(storageView(row), parsed)).map((row) => row.objectId);
        const query = { where: parsed, order: [], skip: 0, limit: 1000, count: true };
        const found = await opened.store.findConversations(query);
        expect(found.rows.map((row) => row.objectId).sort()).toEqual(wanted.sort());
        expect(found.count).toBe(wanted.length);
        const scanned = await opened.store.scanConversations({ where: parsed, limit: 1000, after: null });
        expect(scanned.rows).toHaveLength(wanted.length);
      }),
      { numRuns: 200 },
    );
  });

  test("orders by custom columns and flags", async () => {
    for (const order of ["x", "-x,name", "attr.k", "tr,-createdAt", "-conv_type"]) {
      const query = { where: everything, order: parseOrder(order), skip: 0, limit: 1000, count: false };
      const found = await opened.store.findConversations(query);
      expect(found.rows).toHaveLength(rows.length);
      const page = await opened.store.findConversations({ ...query, skip: 20, limit: 30 });
      expect(page.rows).toEqual(found.rows.slice(20, 50));
    }
  });

  test.each([
    [{ name: { $regex: "(" } }, ""],
    [{ name: { $regex: "(?=a)b" } }, ""],
    [{ name: { $regex: "(a{900}){900}" } }, ""],
    [{ "name.first": "a" }, ""],
    [{}, "m"],
    [{}, "lm.iso"],
  ])("refuses %j ordered by '%s'", async (input, order) => {
    const query = { where: parseWhere(input), order: parseOrder(order), skip: 0, limit: 10, count: false };
    await expect(opened.store.findConversations(query)).rejects.toMatchObject({
      name: "StoreError",
      code: "invalid-query",
    });
  });
});
