import { expect, test } from "vitest";
import { createWorkLimit } from "./work-limit";

test("so much at one time, in order, and no more than can wait", async () => {
  const limit = createWorkLimit({ atOnce: 2, capacity: 2 });
  const begun: number[] = [];
  const finish: (() => void)[] = [];
  const work = (number: number) => () => {
    begun.push(number);
    return new Promise<void>((resolve) => finish.push(resolve));
  };
  expect([1, 2, 3, 4, 5].map((number) => limit.run(work(number)))).toEqual([true, true, true, true, false]);
  expect(begun).toEqual([1, 2]);
  finish.shift()?.();
  await expect.poll(() => begun).toEqual([1, 2, 3]);
  expect(limit.run(work(6))).toBe(true);
  for (const done of finish.splice(0)) done();
  await expect.poll(() => begun).toEqual([1, 2, 3, 4, 6]);
});
