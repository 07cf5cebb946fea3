import { describe, expect, it } from "vitest";
import { endOfZonedDay, startOfZonedDay } from "./zoned-day";

const iso = (value: number | null) => (value === null ? null : new Date(value).toISOString());

describe("zoned days", () => {
  it("begins where the zone's day begins", () => {
    expect(iso(startOfZonedDay("2026-11-17", "UTC"))).toBe("2026-11-17T00:00:00.000Z");
    expect(iso(startOfZonedDay("2026-11-17", "Asia/Shanghai"))).toBe("2026-11-16T16:00:00.000Z");
    expect(iso(endOfZonedDay("2026-11-17", "Asia/Shanghai"))).toBe("2026-11-17T15:59:59.999Z");
  });
  it("is right on the days the clocks change", () => {
    expect(iso(startOfZonedDay("2026-03-29", "Europe/Berlin"))).toBe("2026-03-28T23:00:00.000Z");
    expect(iso(endOfZonedDay("2026-03-29", "Europe/Berlin"))).toBe("2026-03-29T21:59:59.999Z");
    expect(iso(startOfZonedDay("2026-10-25", "Europe/Berlin"))).toBe("2026-10-24T22:00:00.000Z");
    expect(iso(endOfZonedDay("2026-10-25", "Europe/Berlin"))).toBe("2026-10-25T22:59:59.999Z");
    expect(iso(startOfZonedDay("2026-11-01", "America/New_York"))).toBe("2026-11-01T04:00:00.000Z");
  });
  it("refuses what is no day", () => {
    for (const day of ["", "2026-02-30", "17.11.2026", "2026-1-1"])
      expect(startOfZonedDay(day, "UTC")).toBeNull();
  });
});
