import "server-only";
import { setTimeout as wait } from "node:timers/promises";
import type { LeanCloud } from "@/lib/leancloud/request";
import { UpstreamError } from "@/lib/leancloud/upstream-error";

const timeoutMs = 8_000;

const minute = 60_000;

/** So many calls in any minute, all of them at once if need be; who comes after that waits. */
export class CallBudget {
  /** When the newest calls begin, in order. */
  private readonly begins: number[] = [];

  constructor(private readonly perMinute: number) {}

  /** Takes one call; answers when it may begin. */
  reserve(now: number): number {
    while (this.begins.length > 0 && (this.begins[0] ?? 0) <= now - minute) this.begins.shift();
    const before = this.begins[this.begins.length - this.perMinute];
    const at = before === undefined ? now : before + minute;
    this.begins.push(at);
    return at;
  }

  /** Takes one call and waits until it may begin. Throws when the signal ends first. */
  async take(signal?: AbortSignal): Promise<void> {
    const now = performance.now();
    const at = this.reserve(now);
    if (at > now) await wait(at - now, undefined, { signal, ref: false });
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
