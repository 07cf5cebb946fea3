import { describe, expect, it } from "vitest";
import { formatWhere, parseWhere, whereFromShortcuts } from "./where-shortcuts";

describe("whereFromShortcuts", () => {
  it("leaves an address without short parameters alone", () => {
    expect(whereFromShortcuts({ q: "x", where: "{}" }, "{}")).toBeNull();
  });
  it("joins them with the where that is there", () => {
    const where = whereFromShortcuts({ member: "Tom", activeAfter: "0", attr: "vip:true" }, '{"c":"Ann"}');
    expect(JSON.parse(where ?? "")).toEqual({
      m: "Tom",
      c: "Ann",
      lm: { $gt: { __type: "Date", iso: "1970-01-01T00:00:00.000Z" } },
      "attr.vip": true,
    });
  });
  it("ignores a where that is not JSON and dates that are none", () => {
    expect(whereFromShortcuts({ member: "Tom", createdAfter: "soon" }, "{")).toBe('{"m":"Tom"}');
  });
});

describe("parseWhere", () => {
  it("reads text as rows, and says when it cannot", () => {
    expect(parseWhere("")?.filters).toEqual([]);
    expect(parseWhere('{"m":"Tom"}')?.filters).toEqual([{ type: "member", clientId: "Tom" }]);
    expect(parseWhere("[]")).toBeNull();
    expect(parseWhere("{")).toBeNull();
  });
  it("writes nothing for no condition", () => {
    expect(formatWhere({ filters: [], rest: {} })).toBe("");
  });
});
