import { setMaxListeners } from "node:events";
import type { Store } from "../../store/interface";
import { type ChangeReader, openReader } from "./change-reader";
import { createTail } from "./change-tail";
import type { LogPosition } from "./position";

/** The log of changes as it grows. Without readers it costs nothing. */
export type ChangeFeed = {
  /** Begins behind `after`, or at the end of the log. */
  read(after: LogPosition | null): Promise<ChangeReader>;
  /** Ends every reader. */
  close(): void;
  /** Aborted when the feed is closed. */
  readonly closed: AbortSignal;
};

/**
 * Follows the log once for all readers. Each reader walks by itself from where it is: through the
 * store while it is behind, and through the newest rows in memory once it has caught up. As rows are
 * numbered without a gap, nothing is missed or given twice, and a slow reader holds nothing.
 */
export function createChangeFeed(store: Store): ChangeFeed {
  const closing = new AbortController();
  setMaxListeners(0, closing.signal);
  const tail = createTail(store);
  return {
    closed: closing.signal,
    close() {
      closing.abort();
      tail.close();
    },
    async read(after) {
      const { epoch, head } = await store.getChangeHead();
      const isKept = after === null || (after.epoch === epoch && (await store.isChangeKept(after)));
      const start = isKept && after !== null ? after : head;
      return openReader({ store, tail, epoch, start, head, isResumed: isKept, closed: closing.signal });
    },
  };
}
