import { describe, expect, it } from "vitest";
import { rowStarts, rowsBetween } from "./row-places";

const starts = rowStarts(["a", "b", "c", "d"], (_, index) => (index + 1) * 10);
const indexes = (top: number, bottom: number) => rowsBetween(starts, top, bottom).map((row) => row.index);

describe("rowStarts", () => {
  it("puts each row under the one before and ends with the height of all", () => {
    expect(starts).toEqual([0, 10, 30, 60, 100]);
    expect(rowStarts([], () => 10)).toEqual([0]);
  });
});

describe("rowsBetween", () => {
  it("gives the rows that lie at least partly between two heights", () => {
    expect(indexes(0, 5)).toEqual([0]);
    expect(indexes(15, 40)).toEqual([1, 2]);
    expect(indexes(-500, 500)).toEqual([0, 1, 2, 3]);
  });

  it("says where each row begins", () => {
    expect(rowsBetween(starts, 35, 36)).toEqual([{ index: 2, start: 30 }]);
  });

  it("gives nothing of an empty list, and nothing behind the end", () => {
    expect(rowsBetween([0], 0, 100)).toEqual([]);
    expect(indexes(200, 300)).toEqual([]);
    expect(indexes(-300, -200)).toEqual([]);
  });
});
