import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { applyFieldOps, FieldOpsError, parseFieldOps } from "./field-ops";
import type { JsonObject } from "./json-value";

function apply(fields: JsonObject, body: unknown): JsonObject {
  return applyFieldOps(fields, parseFieldOps(body)).fields;
}

function codeOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof FieldOpsError) return error.code;
    throw error;
  }
  return "none";
}

const plainJson = fc
  .jsonValue()
  .filter((value) => !/__proto__|constructor|prototype/.test(JSON.stringify(value)));

describe("field operations", () => {
  test("set, delete and dotted keys", () => {
    const fields = { a: 1, attr: { x: 1, y: { z: 2 } } };
    const body = { a: { __op: "Delete" }, b: "new", "attr.y.z": 3, "attr.y.q": 4, "deep.er": 5 };
    expect(apply(fields, body)).toEqual({
      b: "new",
      attr: { x: 1, y: { z: 3, q: 4 } },
      deep: { er: 5 },
    });
    expect(fields).toEqual({ a: 1, attr: { x: 1, y: { z: 2 } } });
  });

  test("changes nothing of the row and of the values that it is given", () => {
    const given = { a: { b: 1 } };
    const ops = parseFieldOps({ attr: given, "attr.a.c": 2, "attr.d": 3 });
    expect(applyFieldOps({}, ops)).toEqual({
      fields: { attr: { a: { b: 1, c: 2 }, d: 3 } },
      changed: ["attr"],
    });
    expect(applyFieldOps({}, ops).fields).toEqual({ attr: { a: { b: 1, c: 2 }, d: 3 } });
    expect(given).toEqual({ a: { b: 1 } });
  });

  test("any number of columns and entries takes a time in proportion", () => {
    const body = Object.fromEntries(
      Array.from({ length: 200_000 }, (_, index) => [index % 2 ? `k${index}` : `attr.k${index}`, index]),
    );
    const { fields, changed } = applyFieldOps({}, parseFieldOps(body));
    expect(changed).toHaveLength(100_001);
    expect(Object.keys(fields.attr ?? {})).toHaveLength(100_000);
  });

  test("arrays", () => {
    const fields = { list: [1, { a: 1 }, 1] };
    expect(apply(fields, { list: { __op: "Add", objects: [1] } })).toEqual({ list: [1, { a: 1 }, 1, 1] });
    expect(apply(fields, { list: { __op: "AddUnique", objects: [1, 2, 2, { a: 1 }] } })).toEqual({
      list: [1, { a: 1 }, 1, 2],
    });
    expect(apply(fields, { list: { __op: "Remove", objects: [1] } })).toEqual({ list: [{ a: 1 }] });
    expect(apply({}, { list: { __op: "Add", objects: [1] } })).toEqual({ list: [1] });
  });

  test("numbers and bits", () => {
    const body = {
      a: { __op: "Increment" },
      b: { __op: "Decrement", amount: 2.5 },
      c: { __op: "BitAnd", value: 6 },
      d: { __op: "BitOr", value: 2 ** 40 },
      e: { __op: "BitXor", value: 3 },
    };
    expect(apply({ a: 1, c: 3, d: 1, e: 1 }, body)).toEqual({ a: 2, b: -2.5, c: 2, d: 2 ** 40 + 1, e: 2 });
  });

  test.each([
    [{ createdAt: 1 }, "read-only"],
    [{ "lm.iso": 1 }, "read-only"],
    [{ "1a": 1 }, "bad-key"],
    [{ "a.__proto__.b": 1 }, "bad-key"],
    [JSON.parse('{"__proto__": 1}'), "bad-key"],
    [{ a: { __op: "AddRelation", objects: [] } }, "unsupported"],
    [{ a: { __op: "Explode" } }, "malformed"],
    [{ a: { __op: "Add", objects: 1 } }, "malformed"],
    [{ a: { __type: "Date", iso: "never" } }, "malformed"],
    [[1], "malformed"],
    ["text", "malformed"],
  ])("refuses %j", (body, code) => {
    expect(codeOf(() => parseFieldOps(body))).toBe(code);
  });

  test("refuses what the stored value cannot take", () => {
    expect(codeOf(() => apply({ a: "x" }, { a: { __op: "Increment" } }))).toBe("type-mismatch");
    expect(codeOf(() => apply({ a: "x" }, { a: { __op: "Add", objects: [1] } }))).toBe("type-mismatch");
    expect(codeOf(() => apply({ a: 1.5 }, { a: { __op: "BitOr", value: 1 } }))).toBe("type-mismatch");
    expect(codeOf(() => apply({ a: "x" }, { "a.b": 1 }))).toBe("type-mismatch");
  });

  test("says which columns changed", () => {
    const result = applyFieldOps({ a: 1, b: 2 }, parseFieldOps({ a: 1, b: 3, c: { __op: "Delete" } }));
    expect(result.changed).toEqual(["b"]);
  });

  test("increments add up, whatever their order; AddUnique repeated changes nothing more", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1000, max: 1000 })), fc.array(plainJson), (amounts, items) => {
        const ops = amounts.flatMap((amount) => parseFieldOps({ n: { __op: "Increment", amount } }));
        const total = amounts.reduce((sum, amount) => sum + amount, 0);
        expect(applyFieldOps({}, ops).fields.n ?? 0).toBe(total);
        const once = apply({}, { list: { __op: "AddUnique", objects: items } });
        expect(apply(once, { list: { __op: "AddUnique", objects: items } })).toEqual(once);
        expect(apply(once, { list: { __op: "Remove", objects: items } })).toEqual({ list: [] });
      }),
    );
  });
});
