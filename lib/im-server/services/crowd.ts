import { StoreError } from "../store/errors";
import { createWorkLimit } from "./work-limit";

/** Lets in the questions of those who hold no more than the app key: anybody can ask, as often as they like. */
export type Crowd = <T>(question: () => Promise<T>) => Promise<T>;

/** As many as come back at once after a restart may wait. */
const bounds = { atOnce: 2, capacity: 10_000 };

/**
 * Asks so few questions at one time, in order, that those of operators come in between however much is asked. A
 * question must not wait for another one of the crowd.
 * @throws StoreError query-too-expensive when too many wait
 */
export function createCrowd(limits = bounds): Crowd {
  const turns = createWorkLimit(limits);
  return (question) =>
    new Promise((resolve, reject) => {
      const hasRoom = turns.run(() => question().then(resolve, reject));
      if (!hasRoom) reject(new StoreError("query-too-expensive", "Too many queries wait"));
    });
}
