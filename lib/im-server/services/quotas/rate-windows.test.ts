import { describe, expect, it } from "vitest";
import { createRateWindows } from "./rate-windows";

const MINUTE = 60_000;

describe("createRateWindows", () => {
  it("counts anew each minute and refuses for one after the limit was passed", () => {
    const rates = createRateWindows();
    expect([0, 1, 2].map((at) => rates.take("a", 2, at))).toEqual([0, 0, MINUTE]);
    expect(rates.take("a", 2, MINUTE)).toBe(2);
    expect(rates.take("a", 2, MINUTE + 2)).toBe(0);
    expect(rates.take("b", 1, 2)).toBe(0);
  });

  it("forgets a window that was not used up", () => {
    const rates = createRateWindows();
    for (let at = 0; at < 10 * MINUTE; at += MINUTE / 2) expect(rates.take("a", 2, at)).toBe(0);
  });
});
