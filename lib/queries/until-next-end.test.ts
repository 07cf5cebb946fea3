import { expect, test } from "vitest";
import { untilNextEnd } from "./until-next-end";

test.each([
  ["nothing", [], false],
  ["what never ends", [null, null], false],
  ["the first end", [9_000, null, 5_000, 7_000], 5_000],
  ["an end that has passed by this clock", [9_000, 1_000], 10_000],
  ["an end that is now", [1_000], 10_000],
  ["an end beyond what browsers can wait for", [1e13], 2_147_483_647],
])("waits for %s", (_name, ends, wait) => {
  expect(untilNextEnd(ends, 1_000)).toBe(wait);
});
