import { setTimeout as wait } from "node:timers/promises";

/** One row of the table. */
export type Row = {
  name: string;
  value: number;
  unit: string;
  target?: string;
  /** Why there is no value. */
  skipped?: string;
};

/** Whether a row is within its target, which reads "≤ 180", "≥ 4" or "< 3"; null when it has none or was skipped. */
export function isMet({ value, target, skipped }: Row): boolean | null {
  const [, sign, bound] = /^([≤≥<]) ([\d.]+)$/.exec(target ?? "") ?? [];
  if (sign === undefined || skipped !== undefined) return null;
  if (sign === "≥") return value >= Number(bound);
  return sign === "<" ? value < Number(bound) : value <= Number(bound);
}

/** The value below which a share of them lies, 0 to 1; NaN of none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** The middle of some values; NaN of none. */
export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

/**
 * Median milliseconds of several calls that take turns, each time in another order, so that whatever
 * else the machine does, and what the call before left behind, meets all of them alike. The first rounds do not count. Before each call comes a rest of `restMs`,
 * in which what the last one left to do is done.
 */
export async function timeInTurns(
  calls: (() => Promise<unknown>)[],
  rounds: number,
  restMs = 0,
): Promise<number[]> {
  const times = calls.map((): number[] => []);
  for (let round = -10; round < rounds; round++) {
    for (const [index, call] of shuffled([...calls.entries()])) {
      if (restMs > 0) await wait(restMs);
      const start = performance.now();
      await call();
      if (round >= 0) times[index]?.push(performance.now() - start);
    }
  }
  return times.map(median);
}

function shuffled<T>(items: T[]): T[] {
  return items
    .map((item) => ({ item, place: Math.random() }))
    .sort((left, right) => left.place - right.place)
    .map(({ item }) => item);
}
