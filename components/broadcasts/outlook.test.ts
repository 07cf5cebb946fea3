import { describe, expect, it } from "vitest";
import { quotaOf, reachOf } from "./outlook";

const everyone = { sentToday: 3, dailyLimit: 30 };
const toSubscribers = { sentToday: 1, dailyLimit: null };
const check = { subscribers: 12, users: 300, online: 4, everyone, toSubscribers };

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
    expect(quotaOf(everyone)).toEqual({ state: "left", sent: 3, limit: 30, left: 27 });
    expect(quotaOf({ ...everyone, sentToday: 31 })).toEqual({ state: "none", sent: 31, limit: 30 });
    expect(quotaOf(toSubscribers)).toEqual({ state: "unknown", sent: 1 });
    expect(quotaOf({ sentToday: 0, dailyLimit: "none" })).toEqual({ state: "unlimited", sent: 0 });
  });
});
