import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildMessage } from "@/lib/contracts/testing/builders";
import {
  emptyPlace,
  goTo,
  isAtEnd,
  type ListPlace,
  rowsNear,
  topSpace,
  totalOf,
  withHeights,
  withRows,
  withTouch,
  withView,
} from "./list-place";
import type { HistoryRow } from "./rows";

const frame = 600;
const newest = { cursor: null, nonce: 0 };
const place = (at: number) => ({ cursor: `${at}.m${at}`, nonce: 0 });

function rowOf(at: number): HistoryRow {
  const message = buildMessage({
    id: `m${at}`,
    timestamp: at,
    payload: { kind: "text", text: "hi", attributes: null },
  });
  return { key: `m${at}`, at, from: "tom", isDayStart: false, isGroupStart: true, type: "message", message };
}
const rowsOf = (from: number, until: number) =>
  Array.from({ length: until - from }, (_, index) => rowOf(from + index));

/** Heights as they turn out, unlike any guess. */
const real = (key: string) => 21 + ((Number(key.slice(1)) * 37) % 160);

/** As the page does it: what is drawn is measured, until nothing new comes into view. */
function drawn(now: ListPlace, heightOf = real): ListPlace {
  for (let looks = 0; looks < 40; looks += 1) {
    const keys = rowsNear(now).flatMap(({ index }) => now.rows[index]?.key ?? []);
    const next = withHeights(
      now,
      keys.map((key) => [key, heightOf(key)]),
    );
    if (next === now) return now;
    now = next;
  }
  throw new Error("It never came to rest.");
}

function opened(
  rows: HistoryRow[],
  target: Parameters<typeof goTo>[1] = newest,
  isComplete = true,
): ListPlace {
  return drawn(goTo(withView(withRows(emptyPlace, rows, isComplete), 0, frame), target));
}

const scrollTop = (now: ListPlace) => now.top + topSpace - now.lift;
const scrolled = (now: ListPlace, by: number) => {
  const end = Math.max(0, totalOf(now) - frame);
  return drawn(withView(now, Math.min(Math.max(scrollTop(now) + by, 0), end), frame));
};

/** How far below the frame's upper edge each row begins that is at least partly on the screen. */
function onScreen({ rows, starts, top }: ListPlace): Map<string, number> {
  const seen = new Map<string, number>();
  for (const [index, row] of rows.entries()) {
    const [start = 0, end = 0] = starts.slice(index, index + 2);
    if (end > top && start < top + frame) seen.set(row.key, start - top);
  }
  return seen;
}

function expectStill(before: ListPlace, after: ListPlace) {
  const now = onScreen(after);
  for (const [key, at] of onScreen(before)) expect([key, now.get(key)]).toEqual([key, expect.closeTo(at, 3)]);
}

describe("a list that is opened", () => {
  it("shows the newest end, all of it measured", () => {
    const now = opened(rowsOf(0, 200));
    expect(scrollTop(now)).toBeCloseTo(totalOf(now) - frame, 6);
    expect(isAtEnd(now)).toBe(true);
    for (const key of onScreen(now).keys()) expect(now.measured.has(key)).toBe(true);
  });

  it("shows few rows from the top", () => {
    expect(scrollTop(opened(rowsOf(0, 3)))).toBe(0);
  });

  it("brings a place to the middle, or as near as the ends allow", () => {
    const middleOf = (now: ListPlace, key: string) => (onScreen(now).get(key) ?? Number.NaN) + real(key) / 2;
    const far = opened(rowsOf(0, 200), place(90));
    expect(middleOf(far, "m90")).toBeCloseTo(frame / 2, 3);
    expect(scrollTop(opened(rowsOf(0, 200), place(0)))).toBe(0);
    expect(isAtEnd(opened(rowsOf(0, 200), place(199)))).toBe(true);
  });

  it("draws nothing and stays where it is while it is not displayed", () => {
    const now = opened(rowsOf(0, 50));
    expect(withView(now, 0, 0)).toBe(now);
    expect(rowsNear(emptyPlace)).toEqual([]);
  });
});

describe("the newest end", () => {
  it("is followed by who is there", () => {
    const now = drawn(withRows(opened(rowsOf(0, 100)), rowsOf(0, 103), true));
    expect(scrollTop(now)).toBeCloseTo(totalOf(now) - frame, 6);
  });

  it("is not followed by who reads further up", () => {
    const before = scrolled(opened(rowsOf(0, 100)), -200);
    expectStill(before, drawn(withRows(before, rowsOf(0, 103), true)));
  });

  it("is not jumped to when it is reached by reading on", () => {
    const before = scrolled(opened(rowsOf(0, 100), place(50), false), 100_000);
    const read = drawn(withRows(before, rowsOf(0, 150), true));
    expectStill(before, read);
    expect(isAtEnd(read)).toBe(false);
  });

  it("stays in view when the frame shrinks, grows, or the last row grows", () => {
    for (const height of [frame - 150, frame + 150]) {
      const now = drawn(withView(opened(rowsOf(0, 100)), 0, height));
      expect(now.top + height).toBeCloseTo(totalOf(now) - topSpace, 6);
    }
    const grown = withHeights(opened(rowsOf(0, 100)), [["m99", 400]]);
    expect(scrollTop(grown)).toBeCloseTo(totalOf(grown) - frame, 6);
  });

  it("lets go of who slowly scrolls away from it", () => {
    const before = opened(rowsOf(0, 100));
    const after = scrolled(before, -20);
    expect(scrollTop(after)).toBeLessThan(totalOf(after) - frame - 10);
  });
});

describe("the place that was asked for", () => {
  it("stays in the middle while rows around it turn out higher, until a person scrolls", () => {
    const asked = opened(rowsOf(0, 200), place(90));
    const above = [...onScreen(asked).keys()][0] ?? "";
    const grown = withHeights(asked, [[above, 300]]);
    expect(onScreen(grown).get("m90")).toBeCloseTo(onScreen(asked).get("m90") ?? 0, 3);
    const left = withView(grown, scrollTop(grown) - 40, frame);
    expect(left.held).toBeNull();
    expect(withView(grown, scrollTop(grown) - 1, frame).held).toBe("m90");
  });

  it("is let go of when it is deleted", () => {
    const asked = opened(rowsOf(0, 200), place(90));
    const rest = asked.rows.filter((row) => row.key !== "m90");
    expect(withRows(asked, rest, true).held).toBeNull();
  });
});

describe("a row across the upper edge of the screen", () => {
  const before = scrolled(opened(rowsOf(0, 200)), -3_010);
  const [top = "", next = ""] = onScreen(before).keys();

  it("grows downwards: what is read in it stays", () => {
    const after = withHeights(before, [[top, real(top) + 500]]);
    expect(onScreen(after).get(top)).toBeCloseTo(onScreen(before).get(top) ?? 0, 6);
  });

  it("is corrected out of sight when it was only guessed, or was the first and is no longer", () => {
    const measured = new Set([...before.measured].filter((key) => key !== top));
    const guessed = withHeights({ ...before, measured }, [[top, real(top) + 50]]);
    expect(onScreen(guessed).get(next)).toBeCloseTo(onScreen(before).get(next) ?? 0, 6);
    const first = scrolled(opened(rowsOf(100, 200)), -100_000);
    const older = withRows(first, rowsOf(0, 200), true);
    const reshaped = withHeights(older, [["m100", real("m100") - 20]]);
    expect(onScreen(reshaped).get("m101")).toBeCloseTo(onScreen(first).get("m101") ?? 0, 6);
  });
});

describe("under a finger", () => {
  it("is moved by drawing it elsewhere, and scrolled once the fling rests", () => {
    const held = withTouch(scrolled(opened(rowsOf(100, 200)), -1_000), true);
    const older = drawn(withRows(held, rowsOf(0, 200), true));
    expectStill(held, older);
    expect([scrollTop(older), older.shifted]).toEqual([scrollTop(held), held.shifted]);
    const rested = withTouch(older, false);
    expect(rested.lift).toBe(0);
    expect(rested.shifted - held.shifted).toBeCloseTo(rested.top - held.top, 6);
  });
});

describe("whatever comes and goes", () => {
  const count = fc.integer({ min: 1, max: 150 });
  const change = fc.oneof(
    fc.record({ type: fc.constant("older" as const), count }),
    fc.record({ type: fc.constant("newer" as const), count }),
    fc.record({ type: fc.constant("trim" as const), count }),
    fc.record({ type: fc.constant("grow" as const), count }),
    fc.record({ type: fc.constant("scroll" as const), count: fc.integer({ min: -3_000, max: 3_000 }) }),
  );

  /** A list that is read in while rows come, go and grow out of sight. */
  function reader(isComplete: boolean) {
    let [from, until] = [10_000, 10_200];
    const grown = new Map<string, number>();
    const heightOf = (key: string) => grown.get(key) ?? real(key);
    let now = opened(rowsOf(from, until), place(10_100), isComplete);
    const grow = (pick: number) => {
      const seen = onScreen(now);
      const hidden = rowsNear(now)
        .map(({ index }) => now.rows[index]?.key ?? "")
        .filter((key) => !seen.has(key));
      const key = hidden[pick % hidden.length];
      if (key) grown.set(key, heightOf(key) + 33);
    };
    const step = ({ type, count }: { type: string; count: number }): ListPlace => {
      if (type === "scroll") {
        const end = Math.max(0, totalOf(now) - frame);
        now = withView(now, Math.min(Math.max(scrollTop(now) + count, 0), end), frame);
      } else if (type === "grow") {
        grow(count);
      } else {
        const first = Number([...onScreen(now).keys()][0]?.slice(1));
        if (type === "older") from -= count;
        else if (type === "newer") until += count;
        else from = Math.max(from, Math.min(from + count, first - 1));
        now = withRows(now, rowsOf(from, until), isComplete);
      }
      now = drawn(now, heightOf);
      return now;
    };
    return { step, now: () => now };
  }
  const isAtEdge = (now: ListPlace) => scrollTop(now) <= 0 || scrollTop(now) >= totalOf(now) - frame - 1;
  const everything = fc.array(change, { minLength: 1, maxLength: 25 });

  it("leaves what is on the screen where it is, unless the list ends there", () => {
    fc.assert(
      fc.property(fc.boolean(), everything, (isComplete, changes) => {
        const { step, now } = reader(isComplete);
        step({ type: "scroll", count: -10 });
        for (const one of changes) {
          const before = now();
          const after = step(one);
          const isFollowed = isComplete && isAtEnd(before) && one.type === "newer";
          if (one.type !== "scroll" && !isFollowed && !isAtEdge(after)) expectStill(before, after);
          if (isFollowed) expect(scrollTop(after)).toBeCloseTo(Math.max(0, totalOf(after) - frame), 3);
        }
      }),
    );
  });

  it("draws rows over all of the screen, and tells by how much it scrolled", () => {
    fc.assert(
      fc.property(fc.boolean(), everything, (isComplete, changes) => {
        const { step, now } = reader(isComplete);
        for (const one of changes) {
          const before = now();
          const after = step(one);
          const near = rowsNear(after);
          const last = near.at(-1)?.index ?? 0;
          expect(near[0]?.start).toBeLessThanOrEqual(Math.max(0, after.top));
          const end = Math.min(after.top + frame, after.starts.at(-1) ?? 0);
          expect(after.starts[last + 1]).toBeGreaterThanOrEqual(end);
          if (one.type === "scroll") continue;
          expect(after.shifted - before.shifted).toBeCloseTo(after.top - before.top, 3);
        }
      }),
    );
  });
});
