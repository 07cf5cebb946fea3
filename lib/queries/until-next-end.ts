/** The server's clock is another one than the browser's: what should have ended is asked for again in a while. */
const againMs = 10_000;
const graceMs = 1_000;
/** The longest that browsers wait. */
const maxMs = 2_147_483_647;

/** Milliseconds until the first of some ends has passed, for a query that lists what is not over; false without any. */
export function untilNextEnd(ends: Iterable<number | null>, now = Date.now()): number | false {
  let first = Number.POSITIVE_INFINITY;
  for (const end of ends) if (end !== null) first = Math.min(first, end);
  if (first === Number.POSITIVE_INFINITY) return false;
  return first <= now ? againMs : Math.min(first - now + graceMs, maxMs);
}
