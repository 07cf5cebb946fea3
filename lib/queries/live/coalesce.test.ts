import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createCoalescer } from "./coalesce";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("runs at once, and what is asked meanwhile once after the rest", async () => {
  const { run } = createCoalescer();
  const work = vi.fn();
  for (let at = 0; at < 10; at += 1) run("a", 1_000, work);
  expect(work).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(999);
  expect(work).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(work).toHaveBeenCalledTimes(2);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(work).toHaveBeenCalledTimes(2);
});

it("keeps names apart", () => {
  const { run } = createCoalescer();
  const [a, b] = [vi.fn(), vi.fn()];
  run("a", 1_000, a);
  run("b", 1_000, b);
  expect([a.mock.calls.length, b.mock.calls.length]).toEqual([1, 1]);
});

it("lets slow work end before the next, and goes on when it fails", async () => {
  const { run } = createCoalescer();
  const ends: (() => void)[] = [];
  const work = vi.fn(() => new Promise<void>((_, reject) => ends.push(() => reject(new Error("failed")))));
  run("a", 100, work);
  run("a", 100, work);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(work).toHaveBeenCalledTimes(1);
  ends[0]?.();
  await vi.advanceTimersByTimeAsync(0);
  expect(work).toHaveBeenCalledTimes(2);
});

it("does nothing more once stopped", async () => {
  const { run, stop } = createCoalescer();
  const work = vi.fn();
  run("a", 100, work);
  run("a", 100, work);
  stop();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(work).toHaveBeenCalledTimes(1);
});
