import { expect, it } from "vitest";
import { createCrowd } from "./crowd";

it("asks so many questions at one time, in order, and no more than can wait", async () => {
  const crowd = createCrowd({ atOnce: 2, capacity: 2 });
  const begun: number[] = [];
  const finish: (() => void)[] = [];
  const ask = (number: number) =>
    crowd(() => {
      begun.push(number);
      return new Promise<number>((resolve) => finish.push(() => resolve(number)));
    });
  const asked = [1, 2, 3, 4].map(ask);
  await expect(ask(5)).rejects.toMatchObject({ code: "query-too-expensive" });
  expect(begun).toEqual([1, 2]);
  finish[1]?.();
  expect(await asked[1]).toBe(2);
  await expect.poll(() => begun).toEqual([1, 2, 3]);
  finish[0]?.();
  await expect.poll(() => begun).toEqual([1, 2, 3, 4]);
  for (const done of finish) done();
  expect(await Promise.all(asked)).toEqual([1, 2, 3, 4]);
});

it("one that fails leaves its place to the next", async () => {
  const crowd = createCrowd({ atOnce: 1, capacity: 1 });
  const failing = crowd(() => Promise.reject(new Error("no")));
  const next = crowd(() => Promise.resolve("yes"));
  await expect(failing).rejects.toThrow("no");
  expect(await next).toBe("yes");
});
