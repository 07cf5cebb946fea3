import { describe, expect, it } from "vitest";
import { matchSubscribers } from "./find-subscriber";

const all = ["Tom", "tommy", "Jerry"].map((clientId) => ({ clientId, since: 0 }));

describe("matchSubscribers", () => {
  it("finds any part in any case", () => {
    expect(matchSubscribers(all, " TOM ").map((one) => one.clientId)).toEqual(["Tom", "tommy"]);
    expect(matchSubscribers(all, "")).toHaveLength(3);
    expect(matchSubscribers(all, "x")).toEqual([]);
  });
});
