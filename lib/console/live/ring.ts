import "server-only";
import type { LiveEvent } from "@/lib/contracts/live";

/** What was told in one frame; `position` is behind it. */
export type RingEntry = { position: string; completeUpTo: number | null; events: readonly LiveEvent[] };

/** The newest frames of an app, bounded in frames and in events, so that who was away for a while misses nothing. */
export class Ring {
  private entries: RingEntry[] = [];
  private eventCount = 0;
  /** Positions that can be read from, with the number of the entry that follows. */
  private readonly next = new Map<string, number>();
  /** Where the oldest kept entry begins, and its number. */
  private base: string | null = null;
  private first = 0;

  constructor(private readonly bounds: { entries: number; events: number }) {}

  /** The newest position; null before the beginning. */
  get head(): string | null {
    return this.entries.at(-1)?.position ?? this.base;
  }

  /** Forgets everything and begins behind `position`. */
  restart(position: string): void {
    this.entries = [];
    this.eventCount = 0;
    this.first = 0;
    this.next.clear();
    this.base = position;
    this.next.set(position, 0);
  }

  push(entry: RingEntry): void {
    this.entries.push(entry);
    this.eventCount += entry.events.length;
    this.next.set(entry.position, this.first + this.entries.length);
    while (this.entries.length > this.bounds.entries || this.eventCount > this.bounds.events)
      this.dropOldest();
  }

  has(position: string): boolean {
    return this.next.has(position);
  }

  /** What was told behind a position that the ring has. */
  after(position: string): RingEntry[] {
    const number = this.next.get(position);
    return number === undefined ? [] : this.entries.slice(number - this.first);
  }

  private dropOldest(): void {
    const oldest = this.entries.shift();
    if (!oldest) return;
    this.eventCount -= oldest.events.length;
    // A position told twice leads to the later entry, and stays.
    if (this.base !== null && this.next.get(this.base) === this.first) this.next.delete(this.base);
    this.base = oldest.position;
    this.first += 1;
  }
}
