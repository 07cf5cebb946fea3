import { describe, expect, it } from "vitest";
import { latestSenders, maxRecent, readRecent, withRecent } from "./recent-clients";

describe("recent clients", () => {
  it("moves an opened client to the front and forgets the oldest", () => {
    expect(withRecent(["a", "b"], "b")).toEqual(["b", "a"]);
    const many = Array.from({ length: maxRecent }, (_, index) => `c${index}`);
    expect(withRecent(many, "new")).toHaveLength(maxRecent);
    expect(withRecent(many, "new")[0]).toBe("new");
  });
  it("reads back only texts", () => {
    expect(readRecent(["a", 1, null, "b"])).toEqual(["a", "b"]);
    expect(readRecent({})).toEqual([]);
  });
  it("names each sender once, the latest first", () => {
    expect(
      latestSenders([
        { from: "Tom", timestamp: 3 },
        { from: "Jerry", timestamp: 9 },
        { from: "Tom", timestamp: 10 },
      ]),
    ).toEqual([
      { clientId: "Tom", at: 10 },
      { clientId: "Jerry", at: 9 },
    ]);
  });
});
