/** Tells who waits for it that a client has been heard: what was sent to it before may have arrived. */
export class Ear {
  /** How often the client has been heard. */
  times = 0;
  private waiting: (() => void)[] = [];

  /** Resolves at the next sign of life, or when the connection is gone. */
  next(): Promise<void> {
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  /** The client has sent something, or its connection is gone. */
  heard(): void {
    this.times += 1;
    if (this.waiting.length === 0) return;
    for (const resolve of this.waiting.splice(0)) resolve();
  }
}
