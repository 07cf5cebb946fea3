import "server-only";

/** Counts calls in windows of time, in memory. */
export class CallLimit {
  private counts = new Map<string, number>();
  private endsAt = 0;

  constructor(
    private readonly windowMs: number,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Counts one call; false when there were `max` in this window already. */
  take(key: string, max: number): boolean {
    if (this.now() >= this.endsAt) {
      this.counts = new Map();
      this.endsAt = this.now() + this.windowMs;
    }
    const count = this.counts.get(key) ?? 0;
    if (count >= max) return false;
    this.counts.set(key, count + 1);
    return true;
  }
}
