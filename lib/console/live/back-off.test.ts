import { expect, test } from "vitest";
import { UpstreamError } from "@/lib/leancloud/upstream-error";
import { pauseAfter } from "./back-off";

const timing = { backOffMs: [100, 1_000], limitedMs: 60_000 };
const limited = (retryAfter: number | null) => new UpstreamError("rate-limited", "", { retryAfter });

test("pauses grow, and a rate limit is waited out within reason", () => {
  const pauses = [0, 1, 7].map((failures) => pauseAfter(new Error("gone"), failures, timing));
  expect(pauses[0]).toBeLessThanOrEqual(125);
  for (const pause of pauses.slice(1)) expect(pause).toBeGreaterThanOrEqual(750);
  expect(pauseAfter(limited(7), 0, timing)).toBe(7_000);
  for (const none of [null, 0]) expect(pauseAfter(limited(none), 0, timing)).toBe(60_000);
  // More than a timer can hold would be no pause at all.
  expect(pauseAfter(limited(1e12), 0, timing)).toBe(600_000);
});
