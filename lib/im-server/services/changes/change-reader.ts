import type { ChangePosition, ChangeRow } from "../../store/change-interface";
import type { Store } from "../../store/interface";
import { type ChangeTail, PAGE } from "./change-tail";
import type { LogPosition } from "./position";

/** The next rows of the log; `completeAt` is set when at that time nothing lay behind them. */
export type FeedStep = { rows: ChangeRow[]; completeAt: number | null };

/** Somebody who goes through the log, row by row. */
export type ChangeReader = {
  /** Behind the last row that was given. */
  readonly position: LogPosition;
  /** Whether the position asked for could be gone on from; else the reader begins at the end. */
  readonly isResumed: boolean;
  /**
   * Waits for rows, or for the news that there are none. "lost": rows were cleared away before they
   * were read. Null once the reader or the feed is closed.
   */
  next(): Promise<FeedStep | "lost" | null>;
  close(): void;
};

/** Starts a reader behind `start`; `head` is where the log ended lately. */
export function openReader(input: {
  store: Store;
  tail: ChangeTail;
  epoch: string;
  start: ChangePosition;
  head: ChangePosition;
  isResumed: boolean;
  closed: AbortSignal;
}): ChangeReader {
  const { store, tail, epoch, closed } = input;
  let { seq, at } = input.start;
  let isClosed = false;
  /** The look at the log that it was last told of. */
  let toldRead = -1;
  tail.join(input.head.seq);

  async function nextPage(): Promise<FeedStep | "lost"> {
    const rows = tail.recentBehind(seq) ?? (await store.getChanges(seq, PAGE));
    const last = rows.at(-1);
    if (last === undefined || rows[0]?.seq !== seq + 1) return "lost";
    ({ seq, at } = last);
    return { rows, completeAt: completeAt() };
  }

  /** When nothing lay behind where the reader is, if that is known. */
  function completeAt(): number | null {
    // The store may have given more than the tail has come to.
    if (seq !== tail.seq || tail.completeAt === null) return null;
    toldRead = tail.reads;
    return tail.completeAt;
  }

  return {
    isResumed: input.isResumed,
    get position() {
      return { epoch, seq, at };
    },
    async next() {
      while (!isClosed && !closed.aborted) {
        if (seq < tail.seq) return nextPage();
        const news = tail.reads === toldRead ? null : completeAt();
        if (news !== null) return { rows: [], completeAt: news };
        await tail.nextRead();
      }
      return null;
    },
    close() {
      if (isClosed) return;
      isClosed = true;
      tail.leave();
    },
  };
}
