import fc from "fast-check";
import { expect, test } from "vitest";
import { conversationListQuerySchema } from "@/lib/contracts/conversations";
import { parseWhere } from "@/lib/protocol/where";
import { buildWhere, FilterError, quoteRegex } from "./build-where";

const where = (input: Record<string, unknown>) => buildWhere(conversationListQuerySchema.parse(input));
const date = (time: number) => ({ __type: "Date", iso: new Date(time).toISOString() });

test.each([
  [{}, {}],
  [{ kind: "chatroom" }, { tr: true }],
  [{ kind: "service" }, { sys: true }],
  [{ kind: "normal" }, { $and: [{ tr: { $ne: true } }, { sys: { $ne: true } }] }],
  [{ member: "Tom" }, { m: "Tom" }],
  [{ creator: "Tom", member: "Jerry" }, { $and: [{ m: "Jerry" }, { c: "Tom" }] }],
  [{ createdAfter: 1000 }, { createdAt: { $gte: date(1000) } }],
  [{ activeAfter: 1000, activeBefore: 2000 }, { lm: { $gte: date(1000), $lte: date(2000) } }],
  [{ attr: "priority:3" }, { "attr.priority": 3 }],
  [{ attr: "open:true" }, { "attr.open": true }],
  [{ attr: 'zip:"01234"' }, { "attr.zip": "01234" }],
  [{ attr: "topic:a:b c" }, { "attr.topic": "a:b c" }],
  [{ attr: "a.b:1" }, { "attr.a.b": 1 }],
  [{ where: '{"x":1}' }, { x: 1 }],
  [{ where: '{"x":1}', member: "Tom" }, { $and: [{ m: "Tom" }, { x: 1 }] }],
  [
    { q: " Tom " },
    { $or: [{ name: { $regex: "\\QTom\\E", $options: "i" } }, { objectId: "Tom" }, { m: "Tom" }] },
  ],
])("%j", (input, expected) => {
  expect(where(input)).toEqual(expected);
});

test.each([
  { where: "{" },
  { where: "[]" },
  { where: "1" },
  { attr: "novalue" },
  { attr: "$x:1" },
  { attr: ":1" },
])("%j is refused by its field", (input) => {
  expect(() => where(input)).toThrow(FilterError);
});

test("what is built is a where that LeanCloud reads, and a quoted text matches itself alone", () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, maxLength: 100 }), (q) => {
      expect(() => parseWhere(where({ q }))).not.toThrow();
    }),
  );
  expect(quoteRegex("a\\Eb")).toBe("\\Qa\\E\\\\E\\Qb\\E");
});
