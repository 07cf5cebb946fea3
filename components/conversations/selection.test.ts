import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  extendTo,
  isSelected,
  noSelection,
  selectAllMatching,
  selectedCount,
  toggle,
  togglePage,
} from "./selection";

const order = ["a", "b", "c", "d", "e"];

describe("selection", () => {
  it("ranges from the last chosen row, either way", () => {
    const down = extendTo(toggle(noSelection, "b"), "d", order);
    expect([...down.ids].sort()).toEqual(["b", "c", "d"]);
    const up = extendTo(toggle(noSelection, "d"), "b", order);
    expect([...up.ids].sort()).toEqual(["b", "c", "d"]);
  });
  it("takes a single row when there is nothing to range from", () => {
    expect([...extendTo(noSelection, "c", order).ids]).toEqual(["c"]);
  });
  it("toggles a page without touching other pages", () => {
    const other = toggle(noSelection, "z");
    const page = togglePage(other, order);
    expect(page.ids.size).toBe(6);
    expect([...togglePage(page, order).ids]).toEqual(["z"]);
  });
  it("counts all that match by the server's count", () => {
    expect(selectedCount(selectAllMatching(), 1204)).toBe(1204);
    expect(selectedCount(selectAllMatching(), null)).toBeNull();
    expect(isSelected(selectAllMatching(), "x")).toBe(true);
  });
  it("toggling twice changes nothing", () => {
    fc.assert(
      fc.property(fc.subarray(order), fc.constantFrom(...order), (chosen, id) => {
        const start = { ids: new Set(chosen), isAll: false, anchor: null };
        expect([...toggle(toggle(start, id), id).ids].sort()).toEqual([...chosen].sort());
      }),
    );
  });
});
