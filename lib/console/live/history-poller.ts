import "server-only";
import { createHash, randomBytes } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type { LiveEvent } from "@/lib/contracts/live";
import { getServerTime } from "@/lib/leancloud/global";
import { getHistory } from "@/lib/leancloud/messages";
import type { LeanCloud } from "@/lib/leancloud/request";
import type { HistoryRow } from "@/lib/protocol/rest/history";
import { formatCursor } from "../history/cursor";
import { placeOf } from "../history/present-message";
import type { Heard } from "./source";

export const pollerTiming = {
  busyMs: 2_000,
  quietMs: 15_000,
  /** The slowest while someone has a conversation open. */
  watchedMs: 5_000,
  slowDown: 1.4,
  nudgedMs: 300,
  /** How far behind the newest message every look reaches, and every deep one. */
  overlapMs: 10_000,
  deepOverlapMs: 60_000,
  deepEveryMs: 20_000,
  /** A message may be seen this much later than its time says. */
  lateMs: 3_000,
  clockEveryMs: 10 * 60_000,
};
export type PollerTiming = typeof pollerTiming;
export const pollerSizes = { firstPage: 100, page: 1_000, maxRows: 50_000 };

type Seen = { timestamp: number; print: string };

/**
 * Hears of a hosted app's messages by looking at the whole app's history, from the newest back to what
 * was seen. Looks overlap: what appears late, and edits and recalls of the newest messages, are noticed.
 */
export class HistoryPoller {
  private readonly epoch = randomBytes(6).toString("base64url");
  private looks = 0;
  /** Of the newest messages, as far back as deep looks reach. */
  private readonly seen = new Map<string, Seen>();
  private newest: number | null = null;
  /** What is not newer than this was never looked at. */
  private knownFrom = 0;
  private deepAt = 0;
  private pauseMs = 0;
  private clock = { offset: 0, readAt: Number.NEGATIVE_INFINITY };
  private nudged = new AbortController();

  constructor(
    private readonly isWatched: () => boolean,
    private readonly timing: PollerTiming = pollerTiming,
    private readonly sizes: typeof pollerSizes = pollerSizes,
  ) {}

  /** Looks at once instead of after the present pause. */
  nudge(): void {
    this.nudged.abort();
  }

  /** What happens from the last look on, however long ago that was. Throws when a look fails. */
  async *read(upstream: LeanCloud, after: string | null, signal: AbortSignal): AsyncGenerator<Heard> {
    let isLost = after !== null && after !== this.position;
    for (let isFirst = true; !signal.aborted; isFirst = false) {
      const now = await this.serverTime(upstream, signal);
      const at = now - this.timing.lateMs;
      const events = await this.look(upstream, now, signal);
      isLost ||= events === null;
      if (isLost) yield { type: "reset", position: this.position, at };
      else if (isFirst) yield { type: "began", position: this.position, at };
      if (events && events.length > 0) this.looks += 1;
      if (!isLost) yield { type: "told", position: this.position, at, events: events ?? [] };
      isLost = false;
      await this.pause((events?.length ?? 0) > 0, signal);
    }
  }

  private get position(): string {
    return `p${this.epoch}.${this.looks}`;
  }

  /** What is new or was changed since the last look, oldest first; null when that cannot be told. */
  private async look(upstream: LeanCloud, now: number, signal: AbortSignal): Promise<LiveEvent[] | null> {
    if (this.newest === null) {
      await this.begin(upstream, now, signal);
      return [];
    }
    const isDeep = performance.now() - this.deepAt >= this.timing.deepEveryMs;
    const overlap = isDeep ? this.timing.deepOverlapMs : this.timing.overlapMs;
    const floor = Math.max(Math.min(this.newest, now) - overlap, this.knownFrom);
    const rows = await this.readBack(upstream, floor, signal);
    if (rows === null) {
      this.seen.clear();
      await this.begin(upstream, now, signal);
      return null;
    }
    if (isDeep) this.deepAt = performance.now();
    const events = this.compare(rows);
    this.remember(rows, now);
    return events;
  }

  /** Takes what is there as known. */
  private async begin(upstream: LeanCloud, now: number, signal: AbortSignal): Promise<void> {
    const [top] = await this.readPage(upstream, {}, 1, signal);
    const newest = Math.min(top?.timestamp ?? 0, now);
    const floor = newest - this.timing.deepOverlapMs;
    const rows = await this.readBack(upstream, floor, signal);
    this.newest = newest;
    this.knownFrom = rows === null ? newest : floor;
    this.remember(rows ?? [], now);
  }

  /** What lies behind `floor`, oldest first; null when that is too much. */
  private async readBack(
    upstream: LeanCloud,
    floor: number,
    signal: AbortSignal,
  ): Promise<HistoryRow[] | null> {
    const rows = new Map<string, HistoryRow>();
    let from: { timestamp?: number; messageId?: string } = {};
    for (let limit = this.sizes.firstPage; ; limit = this.sizes.page) {
      const page = await this.readPage(
        upstream,
        { ...from, tillTimestamp: Math.max(0, floor) },
        limit,
        signal,
      );
      const known = rows.size;
      for (const row of page) if (row.timestamp > floor) rows.set(keyOf(row), row);
      const last = page.at(-1);
      if (!last || page.length < limit || last.timestamp <= floor || rows.size === known) {
        return [...rows.values()].reverse();
      }
      if (rows.size > this.sizes.maxRows) return null;
      from = { timestamp: last.timestamp, messageId: last["msg-id"] };
    }
  }

  private readPage(
    upstream: LeanCloud,
    from: { timestamp?: number; messageId?: string; tillTimestamp?: number },
    limit: number,
    signal: AbortSignal,
  ): Promise<HistoryRow[]> {
    return getHistory(upstream, { scope: "app" }, { ...from, limit, patienceMs: 0 }, signal);
  }

  private compare(rows: HistoryRow[]): LiveEvent[] {
    return rows.flatMap((row): LiveEvent[] => {
      const known = this.seen.get(keyOf(row));
      if (known?.print === printOf(row)) return [];
      const cursor = formatCursor({ timestamp: row.timestamp, id: row["msg-id"] });
      if (known) return [{ type: "message-changed", ...placeOf(row), at: cursor }];
      return [{ type: "messages", ...placeOf(row), count: 1, newest: cursor }];
    });
  }

  private remember(rows: HistoryRow[], now: number): void {
    for (const row of rows) {
      this.seen.set(keyOf(row), { timestamp: row.timestamp, print: printOf(row) });
      this.newest = Math.max(this.newest ?? 0, row.timestamp);
    }
    // A message may lie in the future: what comes before it is new all the same.
    const floor = Math.min(this.newest ?? 0, now) - this.timing.deepOverlapMs;
    for (const [key, { timestamp }] of this.seen) if (timestamp <= floor) this.seen.delete(key);
  }

  private async serverTime(upstream: LeanCloud, signal: AbortSignal): Promise<number> {
    if (performance.now() - this.clock.readAt >= this.timing.clockEveryMs) {
      const asked = Date.now();
      const time = await getServerTime(upstream, signal);
      this.clock = { offset: time - (asked + Date.now()) / 2, readAt: performance.now() };
    }
    return Math.round(Date.now() + this.clock.offset);
  }

  private async pause(isBusy: boolean, signal: AbortSignal): Promise<void> {
    const { busyMs, slowDown, nudgedMs } = this.timing;
    const slowest = this.isWatched() ? this.timing.watchedMs : this.timing.quietMs;
    this.pauseMs = isBusy ? busyMs : Math.min(slowest, Math.max(busyMs, this.pauseMs * slowDown));
    const either = AbortSignal.any([signal, this.nudged.signal]);
    await wait(this.pauseMs, undefined, { signal: either, ref: false }).catch(() => undefined);
    if (!this.nudged.signal.aborted || signal.aborted) return;
    this.nudged = new AbortController();
    this.pauseMs = busyMs;
    await wait(nudgedMs, undefined, { signal, ref: false }).catch(() => undefined);
  }
}

/** Message ids are only said to be unique within a conversation. */
function keyOf(row: HistoryRow): string {
  return `${row["conv-id"]} ${row["msg-id"]}`;
}

/** What an edit or a recall changes. */
function printOf(row: HistoryRow): string {
  const text = JSON.stringify([row.data, row["patch-timestamp"] ?? null, row.recall === true]);
  return createHash("sha1").update(text).digest("base64").slice(0, 12);
}
