import { expect, it } from "vitest";
import { jobCounts } from "./job-counts";

it("counts what failed as worked on, and once", () => {
  expect(jobCounts({ total: 3, done: 3, failed: 2 })).toEqual({ changed: 1, failed: 2, left: 0 });
  expect(jobCounts({ total: 10, done: 4, failed: 1 })).toEqual({ changed: 3, failed: 1, left: 6 });
});
