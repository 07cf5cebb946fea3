import "server-only";
import type { LiveEvent } from "@/lib/contracts/live";
import { compact } from "./compact";
import type { RingEntry } from "./ring";

type Timing = {
  /** Waits a moment for what comes together. */
  leadMs: number;
  /** Between two frames with events, and between two that only move the time. */
  windowMs: number;
  quietMs: number;
};
export const batchTiming: Timing = { leadMs: 10, windowMs: 120, quietMs: 1_000 };

const maxEvents = 1_000;

/** Gathers what is heard within a moment into one frame. */
export class Batch {
  private events: LiveEvent[] = [];
  private position: string | null = null;
  private completeUpTo: number | null = null;
  private flushedAt = 0;
  private due = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly flushTo: (entry: RingEntry) => void,
    private readonly timing = batchTiming,
  ) {}

  add(heard: { position: string; at: number | null; events: readonly LiveEvent[] }): void {
    this.position = heard.position;
    this.completeUpTo = heard.at ?? this.completeUpTo;
    this.events.push(...heard.events);
    if (this.events.length >= maxEvents) {
      this.flush();
      return;
    }
    const { leadMs, windowMs, quietMs } = this.timing;
    const now = performance.now();
    const due = Math.max(now + leadMs, this.flushedAt + (this.events.length > 0 ? windowMs : quietMs));
    if (this.timer && this.due <= due) return;
    clearTimeout(this.timer);
    this.due = due;
    this.timer = setTimeout(() => this.flush(), due - now);
  }

  /** Tells at once what was gathered. */
  flush(): void {
    const { position, completeUpTo } = this;
    const events = compact(this.events);
    this.clear();
    this.flushedAt = performance.now();
    if (position !== null) this.flushTo({ position, completeUpTo, events });
  }

  /** Forgets what was gathered. */
  clear(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.events = [];
    this.position = null;
    this.completeUpTo = null;
  }
}
