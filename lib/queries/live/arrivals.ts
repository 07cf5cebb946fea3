import type { LiveEvent } from "@/lib/contracts/live";
import { cursorTime } from "../messages/history-window";

/** Messages that were told of and are not in a list yet. */
export interface Arrivals {
  count: number;
  /** When the newest of them was sent. */
  newest: number;
}

export const noArrivals: Arrivals = { count: 0, newest: 0 };

/** Counts what is told as come. */
export function addArrivals(last: Arrivals, events: readonly LiveEvent[]): Arrivals {
  const told = events.flatMap((event) => (event.type === "messages" ? [event] : []));
  if (told.length === 0) return last;
  return {
    count: told.reduce((sum, { count }) => sum + count, last.count),
    newest: Math.max(last.newest, ...told.map(({ newest }) => cursorTime(newest))),
  };
}

/** What of it is left when a list shows everything up to a time. */
export function leftAfter(last: Arrivals, shownUpTo: number): Arrivals {
  return last.newest > shownUpTo ? last : noArrivals;
}
