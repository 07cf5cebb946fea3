import { expect, it } from "vitest";
import type { LiveEvent } from "@/lib/contracts/live";
import { addArrivals, leftAfter, noArrivals } from "./arrivals";

const messages = (count: number, at: number): LiveEvent => ({
  type: "messages",
  conversationId: "c",
  clientId: null,
  count,
  newest: `${at}.m`,
});

it("counts messages, and keeps when the newest was sent", () => {
  const arrivals = addArrivals(noArrivals, [messages(2, 20), { type: "broadcasts" }, messages(1, 10)]);
  expect(arrivals).toEqual({ count: 3, newest: 20 });
  expect(addArrivals(arrivals, [{ type: "broadcasts" }])).toBe(arrivals);
});

it("has nothing left once a list shows the newest of them, and all while it does not", () => {
  const arrivals = addArrivals(noArrivals, [messages(2, 20)]);
  expect(leftAfter(arrivals, 20)).toEqual(noArrivals);
  expect(leftAfter(arrivals, 19)).toBe(arrivals);
});
