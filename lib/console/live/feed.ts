import "server-only";
import { setTimeout as wait } from "node:timers/promises";
import type { LiveEvent, LiveFrame } from "@/lib/contracts/live";
import { pauseAfter } from "./back-off";
import { Batch, batchTiming } from "./batch";
import { compact } from "./compact";
import { Ring, type RingEntry } from "./ring";
import type { Heard, Source } from "./source";

/** What a reader is told, and where it stands behind it. */
export type FeedFrame = Omit<LiveFrame, "appId"> & { position: string | null };

export type Reader = {
  readonly tell: (frame: FeedFrame) => void;
  position: string | null;
  completeUpTo: number | null;
  /** Waits for a place; walks up to the others by itself; hears what all hear. */
  phase: "waiting" | "catching-up" | "following";
  state: "live" | "behind";
  joinedAt: number;
  /** 0: never. */
  toldAt: number;
  /** Ends its walk by itself. */
  walk: AbortController | null;
};

export const feedTiming = {
  ...batchTiming,
  ringEntries: 5_000,
  ringEvents: 20_000,
  /** Something is said at least this often. */
  heartbeatMs: 4_000,
  /** A beginning that takes longer is told as being behind. */
  patienceMs: 1_500,
  /** How many readers at once walk up to the others by themselves. */
  walksAtOnce: 8,
  backOffMs: [200, 400, 800, 1_500, 3_000, 6_000, 10_000],
  limitedMs: 60_000,
};
export type FeedTiming = typeof feedTiming;

const replayEvents = 1_000;

/** The events of one app, heard once and told to all readers. */
export class Feed {
  private readonly readers = new Set<Reader>();
  private readonly ring: Ring;
  private readonly batch: Batch;
  private readonly closing = new AbortController();
  private isStarted = false;
  private isLive = false;
  private isBroken = false;
  private walks = 0;
  /** Where the source is read on from; ahead of the ring by what is not flushed. */
  private heard: string | null = null;
  private completeUpTo: number | null = null;

  constructor(
    private readonly source: Source,
    private readonly onFailure: (error: unknown) => void,
    private readonly timing: FeedTiming = feedTiming,
  ) {
    this.ring = new Ring({ entries: timing.ringEntries, events: timing.ringEvents });
    this.batch = new Batch((entry) => this.publish(entry), timing);
  }

  get readerCount(): number {
    return this.readers.size;
  }

  /** Tells `tell` everything behind `after` (null: from now on) until it leaves. The first one starts the source. */
  join(after: string | null, tell: Reader["tell"]): Reader {
    const reader: Reader = {
      tell,
      position: after,
      completeUpTo: null,
      phase: "waiting",
      state: "behind",
      joinedAt: performance.now(),
      toldAt: 0,
      walk: null,
    };
    this.readers.add(reader);
    if (!this.isStarted) {
      this.isStarted = true;
      void this.listen();
    } else if (this.isLive) this.settle(reader);
    else if (this.isBroken) this.sayBehind(reader);
    return reader;
  }

  leave(reader: Reader): void {
    reader.walk?.abort();
    this.readers.delete(reader);
  }

  /** Tells everyone something that is not kept. */
  tellAll(event: LiveEvent): void {
    for (const reader of this.readers) {
      // The first frame says what there is.
      if (reader.toldAt > 0) this.say(reader, { state: reader.state, events: [event] });
    }
  }

  nudge(): void {
    this.source.nudge();
  }

  /** To be called every second or so: says something where nothing was said for long. */
  tick(): void {
    const now = performance.now();
    const { heartbeatMs, patienceMs } = this.timing;
    for (const reader of this.readers) {
      if (reader.toldAt === 0) {
        if (now - reader.joinedAt >= patienceMs) this.sayBehind(reader);
      } else if (now - reader.toldAt >= heartbeatMs) this.say(reader, { state: reader.state, events: [] });
    }
  }

  close(): void {
    this.closing.abort();
    this.batch.clear();
    for (const reader of this.readers) this.leave(reader);
  }

  private async listen(): Promise<void> {
    const { signal } = this.closing;
    for (let failures = 0; !signal.aborted; failures += 1) {
      try {
        for await (const heard of this.source.read(this.heard, signal)) {
          if (signal.aborted) return;
          failures = 0;
          this.hear(heard);
        }
      } catch (error) {
        if (signal.aborted) return;
        this.breakOff(error);
        await wait(pauseAfter(error, failures, this.timing), undefined, { signal, ref: false }).catch(
          () => undefined,
        );
      }
    }
  }

  private hear(heard: Heard): void {
    this.heard = heard.position;
    if (heard.type === "told") {
      this.batch.add(heard);
      return;
    }
    if (heard.type === "reset") this.batch.clear();
    if (heard.type === "reset" || this.ring.head === null) {
      const earlier = heard.type === "began" ? heard.earlier : undefined;
      this.ring.restart(earlier?.base ?? heard.position);
      for (const entry of earlier?.entries ?? []) this.ring.push(entry);
      this.completeUpTo = heard.at;
    }
    this.isLive = true;
    this.isBroken = false;
    for (const reader of this.readers) {
      if (reader.phase === "waiting") this.settle(reader);
      else if (reader.phase === "following" && heard.type === "reset") this.follow(reader, "reset");
      else if (reader.phase === "following") this.say(reader, { state: "live", events: [] });
    }
  }

  private publish(entry: RingEntry): void {
    this.completeUpTo = entry.completeUpTo ?? this.completeUpTo;
    const { completeUpTo } = this;
    const { position, events } = entry;
    if (events.length > 0 || position !== this.ring.head) this.ring.push({ position, events, completeUpTo });
    for (const reader of this.readers) {
      if (reader.phase === "following") {
        this.say(reader, { state: "live", events: [...events], position, completeUpTo });
      } else if (reader.phase === "catching-up") this.meet(reader);
    }
  }

  private breakOff(error: unknown): void {
    this.batch.flush();
    if (!this.isBroken) this.onFailure(error);
    this.isLive = false;
    this.isBroken = true;
    for (const reader of this.readers) this.sayBehind(reader);
  }

  /** Finds the place of a reader that has none yet among those who follow. */
  private settle(reader: Reader): void {
    const { position } = reader;
    // Told to be behind before it had a place: nobody knows what happened meanwhile.
    if (position === null) this.follow(reader, reader.toldAt > 0 ? "reset" : "live");
    else if (this.ring.has(position)) this.replay(reader, position);
    else if (!this.source.canCatchUp(position)) this.follow(reader, "reset");
    // The others wait for their turn.
    else if (this.walks < this.timing.walksAtOnce) void this.catchUp(reader);
  }

  private follow(reader: Reader, state: "live" | "reset"): void {
    reader.phase = "following";
    this.say(reader, { state, events: [], position: this.ring.head, completeUpTo: this.completeUpTo });
  }

  private replay(reader: Reader, from: string): void {
    reader.phase = "following";
    let events: LiveEvent[] = [];
    for (const entry of this.ring.after(from)) {
      events.push(...entry.events);
      if (events.length < replayEvents) continue;
      const { position, completeUpTo } = entry;
      this.say(reader, { state: "live", events: compact(events), position, completeUpTo });
      events = [];
    }
    const { completeUpTo } = this;
    this.say(reader, { state: "live", events: compact(events), position: this.ring.head, completeUpTo });
  }

  /** Reads for one reader alone, until it stands where the others have been. */
  private async catchUp(reader: Reader): Promise<void> {
    reader.phase = "catching-up";
    this.walks += 1;
    const walk = new AbortController();
    reader.walk = walk;
    const signal = AbortSignal.any([walk.signal, this.closing.signal]);
    const batch = new Batch(({ position, events, ...entry }) => {
      // It has met the others meanwhile, and heard this from them.
      if (signal.aborted) return;
      const completeUpTo = entry.completeUpTo ?? reader.completeUpTo;
      this.say(reader, { state: "live", events: [...events], position, completeUpTo });
      this.meet(reader);
    }, this.timing);
    try {
      for await (const heard of this.source.read(reader.position, signal)) {
        if (signal.aborted) return;
        if (heard.type === "told") {
          batch.add(heard);
          if (this.ring.has(heard.position)) batch.flush();
        } else if (heard.type === "reset") {
          batch.clear();
          const { position, at: completeUpTo } = heard;
          this.say(reader, { state: "reset", events: [], position, completeUpTo });
          this.meet(reader);
        }
      }
    } catch (error) {
      if (signal.aborted) return;
      batch.flush();
      this.sayBehind(reader);
      await wait(pauseAfter(error, 2, this.timing), undefined, { signal, ref: false }).catch(() => undefined);
    } finally {
      batch.clear();
      this.walks -= 1;
      if (!signal.aborted) reader.phase = "waiting";
      if (this.isLive) this.settleWaiting();
    }
  }

  private settleWaiting(): void {
    for (const reader of this.readers) if (reader.phase === "waiting") this.settle(reader);
  }

  /** A reader that has come to where the others have been hears what they hear from then on. */
  private meet(reader: Reader): void {
    if (reader.position === null || !this.isLive || !this.ring.has(reader.position)) return;
    reader.walk?.abort();
    this.replay(reader, reader.position);
  }

  private sayBehind(reader: Reader): void {
    this.say(reader, { state: "behind", events: [] });
  }

  private say(
    reader: Reader,
    said: Pick<FeedFrame, "state" | "events"> & Partial<Pick<FeedFrame, "position" | "completeUpTo">>,
  ): void {
    if (said.position !== undefined) reader.position = said.position;
    if (said.completeUpTo !== undefined) reader.completeUpTo = said.completeUpTo;
    reader.state = said.state === "behind" ? "behind" : "live";
    reader.toldAt = performance.now();
    const { position, completeUpTo } = reader;
    reader.tell({ state: said.state, completeUpTo, events: said.events, position });
  }
}
