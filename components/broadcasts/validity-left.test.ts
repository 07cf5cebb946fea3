import { describe, expect, it } from "vitest";
import { validityLeft } from "./validity-left";

const now = 1_000_000;
const hour = 3_600_000;

describe("validityLeft", () => {
  it("uses the unit a person would", () => {
    expect(validityLeft(now + 30 * 24 * hour, now)).toEqual({ unit: "day", count: 30 });
    expect(validityLeft(now + 47 * hour, now)).toEqual({ unit: "hour", count: 47 });
    expect(validityLeft(now + 119 * 60_000, now)).toEqual({ unit: "minute", count: 119 });
    expect(validityLeft(now + 5_000, now)).toEqual({ unit: "minute", count: 1 });
  });
  it("is nothing once it is over", () => {
    expect(validityLeft(now, now)).toBeNull();
  });
});
