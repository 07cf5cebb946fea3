import "server-only";
import { getServerTime } from "@/lib/leancloud/global";
import type { LeanCloud } from "@/lib/leancloud/request";

/** A server's clock, asked for now and then and followed in between, whatever this machine's clock does. */
export class ServerClock {
  private known: { time: number; at: number } | null = null;

  constructor(private readonly everyMs: number) {}

  async now(upstream: LeanCloud, signal: AbortSignal): Promise<number> {
    if (!this.known || performance.now() - this.known.at >= this.everyMs) {
      const time = await getServerTime(upstream, signal);
      // As if the answer had come at once: rather a little late than saying of a time that it is over before it is.
      this.known = { time, at: performance.now() };
    }
    return Math.round(this.known.time + performance.now() - this.known.at);
  }
}
