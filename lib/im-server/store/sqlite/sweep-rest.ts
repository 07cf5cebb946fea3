/** How long nothing is looked for once nothing more was found. */
const pause = 60_000;

/** A step of a sweep that rests for a while when there is nothing more to do. */
export function restingSweep(step: (time: number) => boolean, now: () => number): () => boolean {
  let restUntil = 0;
  return () => {
    const time = now();
    if (time < restUntil) return false;
    const hasMore = step(time);
    if (!hasMore) restUntil = time + pause;
    return hasMore;
  };
}
