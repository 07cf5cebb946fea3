/** Work that is done for nobody who waits for it. */
export type WorkLimit = {
  /** Does the work when its turn comes, which must not reject. False when too much waits: it is dropped. */
  run(work: () => Promise<void>): boolean;
};

/** Does at most `atOnce` pieces of work at one time, in order; `capacity` more may wait. */
export function createWorkLimit({ atOnce, capacity }: { atOnce: number; capacity: number }): WorkLimit {
  const waiting: (() => Promise<void>)[] = [];
  let running = 0;

  async function begin(first: () => Promise<void>): Promise<void> {
    running += 1;
    for (let work: typeof first | undefined = first; work; work = waiting.shift()) await work();
    running -= 1;
  }

  return {
    run(work) {
      if (running < atOnce) void begin(work);
      else if (waiting.length < capacity) waiting.push(work);
      else return false;
      return true;
    },
  };
}
