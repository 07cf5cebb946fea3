import { describe, expect, it } from "vitest";
import { isMet, median } from "./measure";

const row = (value: number, target?: string) => ({ name: "", value, unit: "", target });

describe("isMet", () => {
  it("holds a value to its target", () => {
    expect([179.9, 180, 180.1].map((value) => isMet(row(value, "≤ 180")))).toEqual([true, true, false]);
    expect([0.7, 0.8].map((value) => isMet(row(value, "≥ 0.8")))).toEqual([false, true]);
    expect([2.9, 3].map((value) => isMet(row(value, "< 3")))).toEqual([true, false]);
  });

  it("says nothing of rows without a target", () => {
    expect(isMet(row(1))).toBeNull();
  });

  it("says nothing of what was skipped", () => {
    expect(isMet({ ...row(Number.NaN, "≥ 2"), skipped: "not installed" })).toBeNull();
  });

  it("does not take what could not be measured for met", () => {
    expect(isMet(row(Number.NaN, "≤ 180"))).toBe(false);
    expect(isMet(row(Number.NaN, "≥ 2"))).toBe(false);
  });
});

describe("median", () => {
  it("is the middle value", () => {
    expect(median([5, 1, 3])).toBe(3);
    expect(median([])).toBeNaN();
  });
});
