import "server-only";
import { setTimeout as wait } from "node:timers/promises";
import type { LeanCloud } from "@/lib/leancloud/request";
import { UpstreamError } from "@/lib/leancloud/upstream-error";

const timeoutMs = 8_000;

/** So many calls a minute, all of them at once if need be; who comes after that waits. */
export class CallBudget {
  private left: number;
  private countedAt = performance.now();

  constructor(private readonly perMinute: number) {
    this.left = perMinute;
  }

  /** Takes one call, waiting for it when there is none. Throws when the signal ends first. */
  async take(signal?: AbortSignal): Promise<void> {
    const now = performance.now();
    this.left = Math.min(this.perMinute, this.left + ((now - this.countedAt) * this.perMinute) / 60_000);
    this.countedAt = now;
    this.left -= 1;
    if (this.left < 0) await wait((-this.left * 60_000) / this.perMinute, undefined, { signal, ref: false });
  }
}

/** The same server, asked within a budget: a rate limit is told at once instead of waited for. */
export function within(
  budget: CallBudget,
  upstream: LeanCloud,
  onLimited: (error: UpstreamError) => void,
): LeanCloud {
  return {
    stream: (stream) => upstream.stream(stream),
    async call(call) {
      await budget.take(call.signal);
      try {
        return await upstream.call({ timeoutMs, ...call, patienceMs: 0 });
      } catch (error) {
        if (error instanceof UpstreamError && error.kind === "rate-limited") onLimited(error);
        throw error;
      }
    },
  };
}
