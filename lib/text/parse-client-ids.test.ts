import { describe, expect, it } from "vitest";
import { mergeClientIds, parseClientIds } from "./parse-client-ids";

describe("parseClientIds", () => {
  it("splits at every separator people paste", () => {
    expect(parseClientIds('Tom, Jerry;Mary\nLi\t王五，"Ann"；x、y').ids).toEqual([
      "Tom",
      "Jerry",
      "Mary",
      "Li",
      "王五",
      "Ann",
      "x",
      "y",
    ]);
  });
  it("keeps each id once and names the repeated and the over-long ones", () => {
    const long = "x".repeat(65);
    expect(parseClientIds(`a b a ${long} a ${"y".repeat(64)}`)).toEqual({
      ids: ["a", "b", "y".repeat(64)],
      duplicates: ["a"],
      tooLong: [long],
    });
  });
  it("reads nothing from separators alone", () => {
    expect(parseClientIds(" ,;\n").ids).toEqual([]);
  });
});

describe("mergeClientIds", () => {
  it("keeps the chosen ones first and marks those pasted again", () => {
    expect(mergeClientIds(["a", "b"], "c b, d")).toEqual({
      ids: ["a", "b", "c", "d"],
      duplicates: ["b"],
      tooLong: [],
    });
  });
});
