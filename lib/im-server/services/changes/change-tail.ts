import type { ChangeRow } from "../../store/change-interface";
import type { Store } from "../../store/interface";

/** Rows that are read at once. */
export const PAGE = 200;
/** Rows that are kept for readers who are not quite there. */
const RECENT = 400;
/** After rows have come the next wait so long, so that a burst is read in few pieces. */
const PACE = 10;
/** After the last row it is said once more, soon, that nothing followed. */
const SETTLED = 150;
/** While nothing happens that is said again and again. */
const IDLE = 1000;
const RETRY = 500;

/** The end of the log, read once for all who follow it. */
export type ChangeTail = {
  /** The newest row that was read. */
  readonly seq: number;
  /** When nothing lay behind that row; null while more is known to be there. */
  readonly completeAt: number | null;
  /** How often the log was looked at. */
  readonly reads: number;
  /** One more reader; the log ends, or ended lately, with `head`. */
  join(head: number): void;
  leave(): void;
  /** The newest rows from behind `seq` on; null when they are no longer at hand. */
  recentBehind(seq: number): ChangeRow[] | null;
  /** Resolves when the log has been looked at anew. */
  nextRead(): Promise<void>;
  close(): void;
};

/** Looks at the log after each commit that wrote to it, as long as there are readers. */
export function createTail(store: Store): ChangeTail {
  let readers = 0;
  let seq = 0;
  let completeAt: number | null = null;
  let recent: ChangeRow[] = [];
  let isClosed = false;
  let reads = 0;
  let isReading = false;
  let isWanted = false;
  let waiting: (() => void)[] = [];
  let timer: NodeJS.Timeout | undefined;
  let stopWatching: () => void = () => {};

  const isFollowing = () => readers > 0 && !isClosed;

  function tellReaders(): void {
    const told = waiting;
    waiting = [];
    for (const resolve of told) resolve();
  }

  function wake(): void {
    isWanted = true;
    if (!isReading && isFollowing()) void readOn();
  }

  /** Reads until nothing is wanted any more, and looks again later unless a commit comes first. */
  async function readOn(): Promise<void> {
    isReading = true;
    clearTimeout(timer);
    let pause = IDLE;
    while (isWanted && isFollowing()) {
      isWanted = false;
      try {
        pause = (await readPage()) > 0 ? SETTLED : IDLE;
      } catch {
        // The store's reader died and comes back by itself; until then nothing is called complete.
        pause = RETRY;
      }
    }
    isReading = false;
    if (isFollowing()) timer = setTimeout(wake, pause).unref();
  }

  async function readPage(): Promise<number> {
    const from = seq;
    const at = Date.now();
    const rows = await store.getChanges(from, PAGE);
    // Everybody left, and others came who stand elsewhere.
    if (seq !== from) return 0;
    recent = [...recent, ...rows].slice(-RECENT);
    seq = rows.at(-1)?.seq ?? seq;
    const isFull = rows.length === PAGE;
    completeAt = isFull ? null : at;
    reads += 1;
    tellReaders();
    if (isFull) isWanted = true;
    else if (rows.length > 0) await new Promise((resolve) => setTimeout(resolve, PACE).unref());
    return rows.length;
  }

  return {
    get seq() {
      return seq;
    },
    get completeAt() {
      return completeAt;
    },
    get reads() {
      return reads;
    },
    join(head) {
      readers += 1;
      if (readers === 1) {
        seq = head;
        completeAt = null;
        recent = [];
        stopWatching = store.watchChanges(wake);
      }
      wake();
    },
    leave() {
      readers -= 1;
      if (readers > 0) return;
      stopWatching();
      clearTimeout(timer);
      recent = [];
      tellReaders();
    },
    recentBehind(from) {
      const [first] = recent;
      return first && first.seq <= from + 1 ? recent.slice(from + 1 - first.seq).slice(0, PAGE) : null;
    },
    nextRead: () => new Promise((resolve) => (isFollowing() ? waiting.push(resolve) : resolve())),
    close() {
      isClosed = true;
      stopWatching();
      clearTimeout(timer);
      tellReaders();
    },
  };
}
