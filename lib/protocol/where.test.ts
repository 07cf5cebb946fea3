import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { everything, parseOrder, parseWhere, WhereError, whereLimits } from "./where";

function refusal(run: () => unknown): WhereError {
  try {
    run();
  } catch (error) {
    if (error instanceof WhereError) return error;
    throw error;
  }
  throw new Error("Nothing was thrown");
}

describe("parseWhere", () => {
  test("absent means everything", () => {
    expect(parseWhere(undefined)).toEqual(everything);
    expect(parseWhere(null)).toEqual(everything);
    expect(parseWhere({})).toEqual(everything);
  });

  test("plain values are equality, several keys are AND", () => {
    expect(parseWhere({ m: "Tom", "attr.level": 3 })).toEqual({
      op: "and",
      items: [
        { op: "eq", path: ["m"], value: "Tom" },
        { op: "eq", path: ["attr", "level"], value: 3 },
      ],
    });
  });

  test("a bare array is AND, $or and $and nest", () => {
    const where = [{ name: "a" }, { $or: [{ c: "Tom" }, { $and: [{ c: "Jerry" }, { tr: true }] }] }];
    expect(parseWhere(where)).toEqual({
      op: "and",
      items: [
        { op: "eq", path: ["name"], value: "a" },
        {
          op: "or",
          items: [
            { op: "eq", path: ["c"], value: "Tom" },
            {
              op: "and",
              items: [
                { op: "eq", path: ["c"], value: "Jerry" },
                { op: "eq", path: ["tr"], value: true },
              ],
            },
          ],
        },
      ],
    });
  });

  test("every operator", () => {
    const where = {
      a: { $ne: 1, $lt: 2, $lte: 3, $gt: "x", $gte: { __type: "Date", iso: "2024-01-02" } },
      b: { $in: [1, "2"], $nin: [null], $all: [true], $size: 2, $exists: false },
      d: { $regex: "^a", $options: "im" },
    };
    const date = { __type: "Date", iso: "2024-01-02T00:00:00.000Z" };
    expect(parseWhere(where)).toEqual({
      op: "and",
      items: [
        { op: "ne", path: ["a"], value: 1 },
        { op: "lt", path: ["a"], value: 2 },
        { op: "lte", path: ["a"], value: 3 },
        { op: "gt", path: ["a"], value: "x" },
        { op: "gte", path: ["a"], value: date },
        { op: "in", path: ["b"], values: [1, "2"] },
        { op: "nin", path: ["b"], values: [null] },
        { op: "all", path: ["b"], values: [true] },
        { op: "size", path: ["b"], size: 2 },
        { op: "exists", path: ["b"], exists: false },
        {
          op: "regex",
          path: ["d"],
          regex: { pattern: "^a", ignoreCase: true, multiline: true, dotAll: false },
        },
      ],
    });
  });

  test("typed objects take one form", () => {
    const pointer = { objectId: "x", className: "_User", __type: "Pointer", more: 1 };
    expect(parseWhere({ owner: pointer })).toEqual({
      op: "eq",
      path: ["owner"],
      value: { __type: "Pointer", className: "_User", objectId: "x" },
    });
  });

  test.each([
    [{ a: { $inQuery: {} } }, "unsupported", "$.a.$inQuery"],
    [{ $relatedTo: {} }, "unsupported", "$.$relatedTo"],
    [{ a: { $near: 1 } }, "unsupported", "$.a.$near"],
    [{ a: { $bad: 1 } }, "malformed", "$.a.$bad"],
    [{ a: { $in: 1 } }, "malformed", "$.a.$in"],
    [{ a: { $size: -1 } }, "malformed", "$.a.$size"],
    [{ a: { $lt: { b: 1 } } }, "malformed", "$.a.$lt"],
    [{ a: { $lt: true } }, "malformed", "$.a.$lt"],
    [{ a: { $regex: 1 } }, "malformed", "$.a.$regex"],
    [{ a: { $regex: "a", $options: "g" } }, "malformed", "$.a.$regex"],
    [{ a: { $options: "i" } }, "malformed", "$.a"],
    [{ a: { __type: "Date", iso: "yesterday" } }, "malformed", "$.a"],
    [{ $or: [] }, "malformed", "$.$or"],
    [{ $or: [1] }, "malformed", "$.$or[0]"],
    [{ "a b": 1 }, "bad-key", "$.a b"],
    [{ "a..b": 1 }, "bad-key", "$.a..b"],
    [{ 'a."': 1 }, "bad-key", '$.a."'],
    [{ "a.constructor": 1 }, "bad-key", "$.a.constructor"],
    [JSON.parse('{"__proto__": 1}'), "bad-key", "$.__proto__"],
    [JSON.parse('{"a": {"b": {"__proto__": 1}}}'), "malformed", "$.a.b"],
    ["text", "malformed", "$"],
    [7, "malformed", "$"],
  ])("refuses %j", (where, code, path) => {
    const error = refusal(() => parseWhere(where));
    expect([error.code, error.path]).toEqual([code, path]);
  });

  test("refuses what is too deep, too wide or too long", () => {
    let deep: unknown = { a: 1 };
    for (let depth = 0; depth <= whereLimits.depth; depth++) deep = { $or: [deep] };
    const wide = { $or: Array.from({ length: whereLimits.conditions }, () => ({ a: 1 })) };
    const long = { a: { $in: Array.from({ length: whereLimits.values + 1 }, () => 1) } };
    for (const where of [deep, wide, long]) expect(refusal(() => parseWhere(where)).code).toBe("too-large");
    let nested: unknown = 1;
    for (let depth = 0; depth < 5000; depth++) nested = [nested];
    expect(refusal(() => parseWhere({ a: nested })).code).toBe("malformed");
  });

  test("whatever the input, it answers or refuses", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (input) => {
        try {
          parseWhere(input);
        } catch (error) {
          expect(error).toBeInstanceOf(WhereError);
        }
      }),
      { numRuns: 500 },
    );
  });
});

test("regex literals quoted by official clients are written out", () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 20 }), (literal) => {
      const quoted = `\\Q${literal.replaceAll("\\E", "\\E\\\\E\\Q")}\\E`;
      const where = parseWhere({ name: { $regex: `^${quoted}$` } });
      if (where.op !== "regex") throw new Error("Not a regex");
      expect(new RegExp(where.regex.pattern).test(literal)).toBe(true);
      expect(new RegExp(where.regex.pattern).test(`${literal}x`)).toBe(false);
    }),
  );
  const extended = parseWhere({ name: { $regex: "a b # note\n[ c]\\ d\\Q e\\E", $options: "x" } });
  expect(extended).toMatchObject({ regex: { pattern: "ab[ c]\\ d e" } });
});

describe("parseOrder", () => {
  test("keys, directions and nothing", () => {
    expect(parseOrder("-lm, name,+attr.a")).toEqual([
      { path: ["lm"], descending: true },
      { path: ["name"], descending: false },
      { path: ["attr", "a"], descending: false },
    ]);
    expect(parseOrder(undefined)).toEqual([]);
    expect(parseOrder("")).toEqual([]);
  });

  test("refuses names that are none", () => {
    expect(refusal(() => parseOrder("-")).code).toBe("bad-key");
    expect(refusal(() => parseOrder("a;b")).code).toBe("bad-key");
    expect(refusal(() => parseOrder("a,".repeat(20))).code).toBe("too-large");
  });
});
