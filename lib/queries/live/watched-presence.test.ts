import { QueryClient } from "@tanstack/react-query";
import { beforeEach, expect, it } from "vitest";
import type { WatchPresence } from "@/lib/contracts/watch-list";
import { watchKeys } from "../watch-list/keys";
import { putWatchedPresence } from "./watched-presence";

const now = 5000;
let client: QueryClient;
const presence = () => client.getQueryData<WatchPresence>(watchKeys.presence("app"));
const put = (online: Record<string, boolean>, isCleared = false) =>
  putWatchedPresence(client, "app", { isCleared, online: new Map(Object.entries(online)) }, now);

beforeEach(() => {
  client = new QueryClient();
  const clients = ["ann", "bob", "cat"].map((clientId) => ({ clientId, note: "", addedAt: 0 }));
  client.setQueryData(watchKeys.list("app"), { clients, limit: 200 });
  client.setQueryData(watchKeys.presence("app"), { online: ["bob"], seenAt: { ann: 1 }, asOf: 3 });
});

it("says who came and who went, and when", () => {
  put({ ann: true, bob: false });
  expect(presence()).toEqual({ online: ["ann"], seenAt: { bob: now }, asOf: 3 });
});

it("passes over whoever is not on the list", () => {
  const before = presence();
  put({ zoe: true });
  expect(presence()).toBe(before);
});

it("knows nobody online once presence was cleared, but those told after it", () => {
  put({ cat: true }, true);
  expect(presence()).toEqual({ online: ["cat"], seenAt: { ann: 1, bob: now }, asOf: 3 });
});

it("does nothing before list and presence were read", () => {
  client.removeQueries({ queryKey: watchKeys.presence("app") });
  put({ ann: true });
  expect(presence()).toBeUndefined();
  client.removeQueries({ queryKey: watchKeys.all("app") });
  put({ ann: true });
  expect(presence()).toBeUndefined();
});
