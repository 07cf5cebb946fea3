import { describe, expect, it } from "vitest";
import { quotaOf, reachOf } from "./outlook";

const check = { subscribers: 12, users: 300, online: 4, sentToday: 3, dailyLimit: 30 };

describe("reachOf", () => {
  it("counts by audience and admits what it does not know", () => {
    expect(reachOf("clients", 3, undefined)).toBe(3);
    expect(reachOf("subscribers", 0, check)).toBe(12);
    expect(reachOf("everyone", 0, check)).toBe(300);
    expect(reachOf("everyone", 0, { ...check, users: null })).toBeNull();
    expect(reachOf("subscribers", 0, undefined)).toBeNull();
  });
});

describe("quotaOf", () => {
  it("tells what is left of a known limit", () => {
    expect(quotaOf(check)).toEqual({ state: "left", sent: 3, limit: 30, left: 27 });
    expect(quotaOf({ ...check, sentToday: 31 })).toEqual({ state: "none", sent: 31, limit: 30 });
    expect(quotaOf({ ...check, dailyLimit: null })).toEqual({ state: "unknown", sent: 3 });
  });
});
