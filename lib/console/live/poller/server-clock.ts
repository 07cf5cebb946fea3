import "server-only";
import { getServerTime } from "@/lib/leancloud/global";
import type { LeanCloud } from "@/lib/leancloud/request";

/** A server's clock, asked for now and then and followed in between, whatever this machine's clock does. */
export class ServerClock {
  private known: { time: number; at: number } | null = null;

  constructor(private readonly everyMs: number) {}

  async now(upstream: LeanCloud, signal: AbortSignal): Promise<number> {
    if (!this.known || performance.now() - this.known.at >= this.everyMs) {
      const asked = performance.now();
      const time = await getServerTime(upstream, signal);
      this.known = { time, at: (asked + performance.now()) / 2 };
    }
    return Math.round(this.known.time + performance.now() - this.known.at);
  }
}
