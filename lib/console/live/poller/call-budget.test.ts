import fc from "fast-check";
import { expect, test } from "vitest";
import { CallBudget } from "./call-budget";

const minute = 60_000;

test("no minute has more calls than it may, none waits longer than it must", () => {
  const pauses = fc.array(fc.integer({ min: 0, max: 20_000 }), { maxLength: 200 });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 20 }), pauses, (perMinute, between) => {
      const budget = new CallBudget(perMinute);
      const begins: number[] = [];
      let now = 0;
      for (const pause of between) {
        now += pause;
        const at = budget.reserve(now);
        const inMinuteBefore = begins.filter((begin) => begin > at - minute).length;
        expect(inMinuteBefore).toBeLessThan(perMinute);
        if (at > now) expect(begins.filter((begin) => begin >= at - minute)).toHaveLength(perMinute);
        begins.push(at);
        // Whoever has to wait asks for nothing else meanwhile.
        now = at;
      }
    }),
  );
});
