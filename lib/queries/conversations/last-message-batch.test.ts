import { describe, expect, it } from "vitest";
import { createBatcher } from "./last-message-batch";

describe("createBatcher", () => {
  it("asks once for what comes together, and gives each its own answer", async () => {
    const calls: string[][] = [];
    const ask = createBatcher(async (ids) => {
      calls.push(ids);
      return { messages: {} };
    }, 0);
    const answers = await Promise.all([ask("a"), ask("b"), ask("a")]);
    expect(calls).toEqual([["a", "b"]]);
    expect(answers).toEqual([null, null, null]);
  });

  it("splits at fifty ids", async () => {
    const sizes: number[] = [];
    const ask = createBatcher(async (ids) => {
      sizes.push(ids.length);
      return { messages: {} };
    }, 0);
    await Promise.all(Array.from({ length: 120 }, (_, index) => ask(`c${index}`)));
    expect(sizes).toEqual([50, 50, 20]);
  });

  it("fails every waiting row with the call", async () => {
    const ask = createBatcher(() => Promise.reject(new Error("down")), 0);
    const settled = await Promise.allSettled([ask("a"), ask("b")]);
    expect(settled.map((one) => one.status)).toEqual(["rejected", "rejected"]);
  });
});
