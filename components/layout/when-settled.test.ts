import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { whenSettled } from "./when-settled";

const page = { readyState: "complete" };
let fetching = 0;
const client = { isFetching: () => fetching };

beforeEach(() => {
  fetching = 0;
  page.readyState = "complete";
  vi.stubGlobal("document", page);
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it("runs after its time when nothing is under way", () => {
  const run = vi.fn();
  whenSettled(client, 1_000, run);
  vi.advanceTimersByTime(999);
  expect(run).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(run).toHaveBeenCalledTimes(1);
});

it("waits for the page's code and data", () => {
  const run = vi.fn();
  page.readyState = "interactive";
  whenSettled(client, 1_000, run);
  vi.advanceTimersByTime(2_000);
  page.readyState = "complete";
  fetching = 1;
  vi.advanceTimersByTime(2_000);
  expect(run).not.toHaveBeenCalled();
  fetching = 0;
  vi.advanceTimersByTime(250);
  expect(run).not.toHaveBeenCalled();
  vi.advanceTimersByTime(250);
  expect(run).toHaveBeenCalledTimes(1);
});

it("does not wait for ever, and can be called off", () => {
  fetching = 1;
  const run = vi.fn();
  const never = vi.fn();
  whenSettled(client, 1_000, run);
  whenSettled(client, 1_000, never)();
  vi.advanceTimersByTime(11_000);
  expect(run).toHaveBeenCalledTimes(1);
  expect(never).not.toHaveBeenCalled();
});
