import { beforeEach, expect, test } from "vitest";
import { UpstreamError } from "@/lib/leancloud/upstream-error";
import { PresenceBoard } from "./presence-board";

const timing = { presenceMs: 5_000, presenceQuietMs: 30_000, presenceBetweenMs: 3_000, slowDown: 2 };
let now: number;
let board: PresenceBoard;
beforeEach(() => {
  now = 0;
  board = new PresenceBoard(timing, () => now);
});

type Polled = { until: number; online?: string[]; look?: () => void };

/** Asks as the poller does; answers when it asked, and whom. */
function poll({ until, online = [], look }: Polled): { at: number; ids: string[] }[] {
  const asked: { at: number; ids: string[] }[] = [];
  for (; now < until; now += 500) {
    look?.();
    const ids = board.next();
    if (ids.length === 0) continue;
    asked.push({ at: now, ids });
    board.put(
      ids,
      online.filter((id) => ids.includes(id)),
    );
  }
  return asked;
}

test("nobody is asked about who is not looked at, nor any more once nobody looks", () => {
  expect(board.dueAt()).toBe(Number.POSITIVE_INFINITY);
  board.want(["tom"]);
  const asked = poll({ until: 300_000 });
  expect(asked[0]).toEqual({ at: 0, ids: ["tom"] });
  expect(asked.at(-1)?.at).toBeLessThan(45_000);
  expect(board.dueAt()).toBe(Number.POSITIVE_INFINITY);
});

test("questions become seldom while nothing changes, and frequent when somebody comes", () => {
  const look = setPages(["tom"]);
  const quiet = poll({ until: 120_000, look });
  const pauses = quiet.slice(1).map(({ at }, index) => at - (quiet[index]?.at ?? 0));
  expect(pauses[0]).toBeGreaterThanOrEqual(timing.presenceMs);
  expect(pauses).toEqual([...pauses].sort((a, b) => a - b));
  expect(pauses.at(-1)).toBe(timing.presenceQuietMs);
  const from = now;
  const busy = poll({ until: from + 45_000, online: ["tom"], look });
  expect(board.takeUntold()).toEqual([{ type: "presence", clientId: "tom", online: true }]);
  expect((busy[1]?.at ?? 0) - (busy[0]?.at ?? 0)).toBe(timing.presenceMs);
});

test("many are asked about in turns of twenty, all as often, never faster than the pace", () => {
  const ids = Array.from({ length: 205 }, (_, at) => `c${at}`);
  const look = setPages(ids);
  const asked = poll({ until: 120_000, look });
  for (const [index, { at, ids }] of asked.entries()) {
    expect(ids.length).toBeLessThanOrEqual(20);
    if (index > 0) expect(at - (asked[index - 1]?.at ?? 0)).toBeGreaterThanOrEqual(timing.presenceBetweenMs);
  }
  const counts = new Map<string, number>();
  for (const id of asked.flatMap(({ ids }) => ids)) counts.set(id, (counts.get(id) ?? 0) + 1);
  expect(counts.size).toBe(205);
  expect(Math.max(...counts.values()) - Math.min(...counts.values())).toBeLessThanOrEqual(1);
});

test("while the server is left alone nobody is asked, and what is known stays", () => {
  board.want(["tom"]);
  board.put(["tom"], ["tom"]);
  board.rest(new UpstreamError("rate-limited", "", { retryAfter: 60 }));
  board.want(["jerry"]);
  now = 40_000;
  expect([board.stale(["tom", "jerry"]), board.next()]).toEqual([[], []]);
  expect(board.present(["tom"])?.online).toEqual(["tom"]);
  expect(board.present(["tom", "jerry"])).toBeNull();
  now = 60_001;
  expect(board.stale(["tom", "jerry"])).toEqual(["tom", "jerry"]);
});

test("who went was last seen when found online last", () => {
  board.want(["tom"]);
  board.put(["tom"], ["tom"]);
  const seenAt = board.present(["tom"])?.asOf;
  board.put(["tom"], []);
  expect(board.present(["tom"])).toMatchObject({ online: [], seenAt: { tom: seenAt } });
  expect(board.takeUntold()).toEqual([{ type: "presence", clientId: "tom", online: false }]);
});

test("the number of clients is bounded: those looked at last are known", () => {
  for (let at = 0; at < 2_500; at += 1) board.want([`c${at}`]);
  board.put(["c0", "c2499"], ["c0", "c2499"]);
  expect(board.present(["c0"])).toBeNull();
  expect(board.present(["c2499"])?.online).toEqual(["c2499"]);
});

/** Pages that ask again every half minute. */
function setPages(ids: string[]): () => void {
  board.want(ids);
  let askedAt = now;
  return () => {
    if (now - askedAt < 30_000) return;
    askedAt = now;
    board.want(ids);
  };
}
