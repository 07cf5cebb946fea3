import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Filter, filtersToWhere, formatScalar, parseScalar, whereToFilters } from "./where-filters";

const text = fc.string({ minLength: 1, maxLength: 20 });
const scalar = fc.oneof(text, fc.integer(), fc.boolean(), fc.constant(null));
const key = fc.stringMatching(/^[a-z][a-zA-Z0-9_]{0,10}$/);
const filter: fc.Arbitrary<Filter> = fc.oneof(
  text.map((clientId): Filter => ({ type: "member", clientId })),
  text.map((clientId): Filter => ({ type: "creator", clientId })),
  fc
    .tuple(fc.constantFrom("is" as const, "contains" as const), text)
    .map(([op, value]): Filter => ({ type: "name", op, text: value })),
  fc
    .tuple(
      fc.constantFrom("lm" as const, "createdAt" as const, "updatedAt" as const),
      fc.constantFrom("after" as const, "before" as const),
      fc.integer({ min: 0, max: 4_000_000_000_000 }),
    )
    .map(([field, op, at]): Filter => ({ type: "date", field, op, at })),
  fc.boolean().map((value): Filter => ({ type: "unique", value })),
  fc
    .tuple(key, fc.constantFrom("is" as const, "not" as const, "over" as const, "under" as const), scalar)
    .map(([name, op, value]): Filter => ({ type: "attribute", key: name, op, value })),
  fc
    .tuple(key, fc.constantFrom("set" as const, "unset" as const))
    .map(([name, op]): Filter => ({ type: "attribute", key: name, op })),
);

const sorted = (filters: Filter[]) =>
  [...new Set(filters.map((one) => JSON.stringify(one, Object.keys(one).sort())))].sort();

describe("filters and where", () => {
  it("are two views of one thing: any set of rows comes back from its where", () => {
    fc.assert(
      fc.property(fc.array(filter, { maxLength: 8 }), (filters) => {
        const back = whereToFilters(filtersToWhere({ filters, rest: {} }));
        expect(back.rest).toEqual({});
        expect(sorted(back.filters)).toEqual(sorted(filters));
      }),
    );
  });

  it("keep any JSON object whatever it is, through the builder and back", () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.constantFrom("m", "name", "lm", "attr.x", "$or", "$and", "tr", "__proto__x"),
          fc.jsonValue(),
          {
            maxKeys: 5,
          },
        ),
        (where) => {
          const once = filtersToWhere(whereToFilters(where));
          expect(filtersToWhere(whereToFilters(once))).toEqual(once);
        },
      ),
    );
  });

  it("writes what LeanCloud asks for", () => {
    const at = Date.UTC(2026, 10, 1);
    expect(
      filtersToWhere({
        filters: [
          { type: "member", clientId: "Tom" },
          { type: "name", op: "contains", text: "猫 (1)" },
          { type: "date", field: "lm", op: "after", at },
          { type: "attribute", key: "topic", op: "is", value: "refund" },
        ],
        rest: {},
      }),
    ).toEqual({
      m: "Tom",
      name: { $regex: "猫 \\(1\\)" },
      lm: { $gt: { __type: "Date", iso: "2026-11-01T00:00:00.000Z" } },
      "attr.topic": "refund",
    });
  });

  it("joins what stands under one key, and parts what cannot", () => {
    const filters: Filter[] = [
      { type: "member", clientId: "Tom" },
      { type: "member", clientId: "Jerry" },
      { type: "date", field: "createdAt", op: "after", at: 0 },
      { type: "date", field: "createdAt", op: "before", at: 1 },
      { type: "creator", clientId: "a" },
      { type: "creator", clientId: "b" },
    ];
    const where = filtersToWhere({ filters, rest: { $or: [{ x: 1 }] } });
    expect(where.m).toEqual({ $all: ["Tom", "Jerry"] });
    expect(Object.keys(Object(where.createdAt))).toEqual(["$gt", "$lt"]);
    expect(where.c).toBe("a");
    expect(where.$and).toEqual([{ c: "b" }]);
    expect(where.$or).toEqual([{ x: 1 }]);
  });

  it("keeps as the rest what has no row", () => {
    const where = { name: { $regex: "^a.*b$" }, m: { $size: 2 }, $or: [{ c: "a" }, { c: "b" }], tr: true };
    expect(whereToFilters(where)).toEqual({ filters: [], rest: where });
  });
});

describe("scalars", () => {
  it("come back from what is shown", () => {
    fc.assert(
      fc.property(
        scalar.filter((value) => typeof value !== "string" || value === value.trim()),
        (value) => {
          expect(parseScalar(formatScalar(value))).toEqual(Object.is(value, -0) ? 0 : value);
        },
      ),
    );
  });
  it("are read as people mean them", () => {
    expect(["12", "-1.5", "true", '"12"', "gold", "007"].map(parseScalar)).toEqual([
      12,
      -1.5,
      true,
      "12",
      "gold",
      "007",
    ]);
  });
});
