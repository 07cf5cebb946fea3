import "server-only";

type Bounds = { bytes: number; ageMs: number };
export const outboxBounds: Bounds = { bytes: 1024 * 1024, ageMs: 30_000 };

/** A body that is written to as things happen. A reader that does not keep up is given up, not waited for. */
export class Outbox {
  readonly body: ReadableStream<Uint8Array>;
  private controller: ReadableStreamDefaultController<Uint8Array> | null = null;
  private readonly queue: Uint8Array[] = [];
  private queuedBytes = 0;
  private queuedSince = 0;
  private isWanted = false;
  private isRead = false;
  private isEnded = false;
  /** Written so far. */
  bytes = 0;

  constructor(
    private readonly onGone: (why: "closed" | "slow") => void,
    private readonly bounds = outboxBounds,
  ) {
    this.body = new ReadableStream<Uint8Array>(
      {
        start: (controller) => {
          this.controller = controller;
        },
        pull: () => {
          this.isWanted = true;
          this.isRead = true;
          this.hand();
        },
        cancel: () => {
          this.isEnded = true;
          this.drop();
          this.onGone("closed");
        },
      },
      { highWaterMark: 0 },
    );
  }

  write(text: string): void {
    if (this.isEnded) return;
    const chunk = Buffer.from(text);
    if (this.queue.length === 0) this.queuedSince = performance.now();
    this.queue.push(chunk);
    this.queuedBytes += chunk.byteLength;
    this.hand();
    const age = this.queue.length > 0 ? performance.now() - this.queuedSince : 0;
    // Nobody can keep up before the reading begins: what was missed is written at once, however much it is.
    const isMuch = this.isRead && this.queuedBytes > this.bounds.bytes;
    if (!isMuch && age <= this.bounds.ageMs) return;
    this.end();
    this.onGone("slow");
  }

  /** Ends the body at once; what was not taken is not sent. */
  end(): void {
    if (this.isEnded) return;
    this.isEnded = true;
    this.drop();
    this.controller?.close();
  }

  private hand(): void {
    if (!this.isWanted || this.queue.length === 0 || this.isEnded) return;
    const chunk = this.queue.length === 1 ? this.queue[0] : Buffer.concat(this.queue);
    this.drop();
    if (!chunk) return;
    this.isWanted = false;
    this.bytes += chunk.byteLength;
    this.controller?.enqueue(chunk);
  }

  private drop(): void {
    this.queue.length = 0;
    this.queuedBytes = 0;
  }
}
