import "server-only";
import { UpstreamError } from "@/lib/leancloud/upstream-error";

export type BackOff = {
  backOffMs: readonly number[];
  /** How long a rate limit lasts that is told without a time. */
  limitedMs: number;
};

/** However long a server says to wait. */
const longestMs = 10 * 60_000;

/** How long to leave a server alone after a failure, the `failures`th in a row (from 0). */
export function pauseAfter(error: unknown, failures: number, { backOffMs, limitedMs }: BackOff): number {
  if (error instanceof UpstreamError && error.kind === "rate-limited") {
    const { retryAfter } = error;
    // No time at all is none that was said.
    return retryAfter ? Math.min(longestMs, retryAfter * 1_000) : limitedMs;
  }
  const pause = backOffMs[Math.min(failures, backOffMs.length - 1)] ?? limitedMs;
  // Not all at once.
  return pause * (0.75 + Math.random() / 2);
}
