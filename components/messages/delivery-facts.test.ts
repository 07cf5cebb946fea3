import { expect, it } from "vitest";
import { buildReceiver } from "@/lib/contracts/testing/builders";
import type { TraceReceiver } from "@/lib/contracts/traces";
import { factsOf } from "./delivery-facts";

const session = { id: "s", isSent: true, session: null };
const facts = (more: Partial<TraceReceiver>, scope: Parameters<typeof factsOf>[1] = "members") =>
  factsOf(buildReceiver(more), scope).map(({ key, at }) => (at === null ? key : `${key} ${at}`));

it("tells what happened to one receiver, in its order", () => {
  expect(facts({})).toEqual(["fact.notBack"]);
  expect(facts({ hasMuted: true, nextLoginAt: 5 })).toEqual(["fact.muted", "fact.back 5"]);
  expect(facts({ state: "pushed", sessions: [session] })).toEqual(["fact.noReceipt"]);
  expect(facts({ state: "pushed", sessions: [session] }, "room")).toEqual([]);
  expect(facts({ state: "read", sessions: [session], receivedAt: 1, readAt: 2 })).toEqual([
    "fact.received 1",
    "fact.read 2",
  ]);
  expect(facts({ state: "received", nextLoginAt: 5, receivedAt: 6 })).toEqual([
    "fact.wasOffline",
    "fact.back 5",
    "fact.received 6",
  ]);
});

it("says why somebody was left out", () => {
  expect(facts({ state: "absent", reason: "blocked", since: 3 })).toEqual(["reason.blocked 3"]);
  expect(facts({ state: "excluded", reason: "not-addressed" })).toEqual(["reason.not-addressed"]);
});

it("claims nothing of what was not noted", () => {
  expect(facts({ state: "unknown" }, null)).toEqual(["fact.nothingKnown"]);
  expect(facts({ state: "read", readAt: 9 }, null)).toEqual(["fact.read 9"]);
  expect(facts({ state: "unknown", wasOnline: true }, "room")).toEqual(["fact.wasOnline"]);
  expect(facts({ state: "unknown" }, "everyone")).toEqual(["fact.notAmongNamed"]);
});

it("says of the sender only what its other sessions got", () => {
  expect(facts({ isSender: true, state: "pushed", sessions: [session] })).toEqual(["fact.ownDevices"]);
  expect(facts({ isSender: true, state: "excluded", reason: "no-sync" })).toEqual(["fact.noSync"]);
  expect(facts({ isSender: true })).toEqual([]);
});
