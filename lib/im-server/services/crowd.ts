import { StoreError } from "../store/errors";

/** Lets in the questions of those who hold no more than the app key: anybody can ask, as often as they like. */
export type Crowd = <T>(question: () => Promise<T>) => Promise<T>;

/** As many as come back at once after a restart may wait. */
const bounds = { atOnce: 2, capacity: 10_000 };

/**
 * Asks so few questions at one time, in order, that those of operators come in between however much is asked. A
 * question must not wait for another one of the crowd.
 * @throws StoreError query-too-expensive when too many wait
 */
export function createCrowd({ atOnce, capacity } = bounds): Crowd {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (question) => {
    if (running >= atOnce) {
      if (waiting.length >= capacity) throw new StoreError("query-too-expensive", "Too many queries wait");
      await new Promise<void>((resolve) => waiting.push(resolve));
    } else running += 1;
    try {
      return await question();
    } finally {
      // The place goes on to whoever waits longest.
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
