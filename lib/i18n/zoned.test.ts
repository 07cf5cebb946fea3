import { describe, expect, it } from "vitest";
import { fromWallClock, toWallClock } from "./zoned";

describe("wall clock", () => {
  it("shows and reads the zone's own time", () => {
    const at = Date.UTC(2026, 10, 17, 6, 2);
    expect(toWallClock(at, "Asia/Shanghai")).toBe("2026-11-17T14:02");
    expect(fromWallClock("2026-11-17T14:02", "Asia/Shanghai")).toBe(at);
    expect(fromWallClock("2026-11-17", "Asia/Shanghai")).toBe(Date.UTC(2026, 10, 16, 16));
    expect(fromWallClock("soon", "UTC")).toBeNull();
  });
  it("is right on both sides of a clock change", () => {
    for (const text of ["2026-03-29T01:30", "2026-03-29T03:30", "2026-10-25T03:30", "2026-07-01T00:00"]) {
      const at = fromWallClock(text, "Europe/Berlin");
      expect(at === null ? null : toWallClock(at, "Europe/Berlin")).toBe(text);
    }
  });
});
