import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fitBox, playTime } from "./media-size";

describe("fitBox", () => {
  it("never exceeds the frame, whatever is claimed", () => {
    fc.assert(
      fc.property(
        fc.option(fc.double({ noNaN: true })),
        fc.option(fc.double({ noNaN: true })),
        (width, height) => {
          const box = fitBox(width, height);
          expect(box.width).toBeGreaterThan(0);
          expect(box.width).toBeLessThanOrEqual(360);
          expect(box.height).toBeLessThanOrEqual(270);
        },
      ),
    );
  });
  it("has a standard box for what is no length", () => {
    const standard = { width: 280, height: 210 };
    expect([fitBox(5e-324, Number.POSITIVE_INFINITY), fitBox(0, 3), fitBox(-1, 3), fitBox(null, 3)]).toEqual(
      Array(4).fill(standard),
    );
  });
  it("keeps the proportions", () => {
    expect(fitBox(1024, 768)).toEqual({ width: 360, height: 270 });
    expect(fitBox(100, 50)).toEqual({ width: 100, height: 50 });
  });
});

describe("playTime", () => {
  it("reads as a clock", () => {
    expect([0, 65.4, 3729].map(playTime)).toEqual(["0:00", "1:05", "1:02:09"]);
  });
});
