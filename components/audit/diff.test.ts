import { describe, expect, it } from "vitest";
import { diffValues, displayValue } from "./diff";

describe("diffValues", () => {
  it("names each leaf that changed", () => {
    expect(
      diffValues(
        { name: "Tom", attr: { vip: true, level: 1 }, m: ["a"] },
        { name: "Tom", attr: { level: 2, tag: "x" }, m: ["a", "b"] },
      ),
    ).toEqual([
      { path: "attr.vip", before: true, after: undefined, kind: "removed" },
      { path: "attr.level", before: 1, after: 2, kind: "changed" },
      { path: "attr.tag", before: undefined, after: "x", kind: "added" },
      { path: "m", before: ["a"], after: ["a", "b"], kind: "changed" },
    ]);
  });
  it("handles whole values and no change", () => {
    expect(diffValues(null, { a: 1 })).toEqual([
      { path: "", before: null, after: { a: 1 }, kind: "changed" },
    ]);
    expect(diffValues({ a: [1] }, { a: [1] })).toEqual([]);
  });
  it("shows text as text", () => {
    expect(displayValue("耗子")).toBe("耗子");
    expect(displayValue(["a"])).toBe('[\n  "a"\n]');
    expect(displayValue(undefined)).toBe("");
  });
});
