import "server-only";
import type { LeanCloud } from "@/lib/leancloud/request";
import type { Kept } from "./journal";
import { type ReadBack, readBack } from "./read-back";
import { type Difference, SeenMessages } from "./seen-messages";
import type { PollerTiming, pollerSizes } from "./timing";

export type LookTiming = Pick<
  PollerTiming,
  "overlapMs" | "deepOverlapMs" | "reachMs" | "deepEveryMs" | "deepWatchedMs" | "lateMs"
>;

/**
 * Looks at the whole app's history, from the newest message back to what was seen. Looks overlap: what appears late,
 * and edits, recalls and deletions of the newest messages, are noticed.
 */
export class HistoryLook {
  private seen: SeenMessages | null = null;
  private deepAt = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly timing: LookTiming,
    private readonly sizes: typeof pollerSizes,
    private readonly isWatched: () => boolean,
  ) {}

  get state(): SeenMessages {
    if (!this.seen) throw new Error("nothing was looked at yet");
    return this.seen;
  }

  /** Goes on from what was kept. */
  restore({ newest, knownFrom, messages }: Kept): void {
    this.seen = new SeenMessages(newest, knownFrom, messages);
  }

  /** Takes what is there as known. */
  async begin(upstream: LeanCloud, now: number, signal: AbortSignal): Promise<void> {
    const bounds = { floor: Number.POSITIVE_INFINITY, reach: 0, firstPage: this.sizes.page };
    const read = await this.read(upstream, bounds, signal);
    const rows = read?.rows ?? [];
    const newest = Math.min(rows.at(-1)?.timestamp ?? 0, now);
    const knownFrom = Math.max(read?.from ?? newest, newest - this.timing.reachMs);
    const seen = new SeenMessages(newest, knownFrom);
    seen.take({ rows, from: knownFrom, until: 0 });
    this.seen = seen;
    this.deepAt = performance.now();
  }

  /** What is new or was changed since the last look; null when that cannot be told. */
  async look(upstream: LeanCloud, now: number, signal: AbortSignal): Promise<Difference | null> {
    const { timing, state } = this;
    const every = this.isWatched() ? timing.deepWatchedMs : timing.deepEveryMs;
    const isDeep = performance.now() - this.deepAt >= every;
    // A message may lie in the future: what comes before it is new all the same.
    const newest = Math.min(state.newest, now);
    const behind = (ms: number) => Math.max(newest - ms, state.knownFrom);
    const floor = behind(isDeep ? timing.deepOverlapMs : timing.overlapMs);
    const reach = isDeep ? behind(timing.reachMs) : floor;
    const firstPage = isDeep ? this.sizes.page : this.sizes.firstPage;
    const read = await this.read(upstream, { floor, reach, firstPage }, signal);
    if (!read) return null;
    const difference = state.take({ ...read, until: now - timing.lateMs });
    if (isDeep) {
      this.deepAt = performance.now();
      state.forget(read.from);
    }
    return difference;
  }

  private read(
    upstream: LeanCloud,
    bounds: Pick<ReadBack, "floor" | "reach" | "firstPage">,
    signal: AbortSignal,
  ) {
    const { page, maxRows } = this.sizes;
    return readBack(upstream, { ...bounds, page, maxRows }, signal);
  }
}
