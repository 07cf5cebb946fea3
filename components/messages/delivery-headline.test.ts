import { describe, expect, it } from "vitest";
import { buildReceiver } from "@/lib/contracts/testing/builders";
import type { MessageTrace, TraceReceiver } from "@/lib/contracts/traces";
import { headlineOf, inOrder } from "./delivery-headline";

const receiver = (clientId: string, more: Partial<TraceReceiver> = {}) =>
  buildReceiver({ clientId, ...more });
const trace = (receivers: TraceReceiver[], more: Partial<MessageTrace> = {}): MessageTrace => {
  const others = receivers.filter(({ isSender, state }) => !isSender && state !== "excluded");
  const count = (states: string[]) => others.filter(({ state }) => states.includes(state)).length;
  return {
    isRecorded: true,
    isExpired: false,
    via: "socket",
    session: null,
    scope: "members",
    counts: {
      meant: others.length,
      clients: count(["pushed"]),
      sessions: 0,
      received: count(["received", "read"]),
      read: count(["read"]),
      dropped: 0,
      skipped: 0,
    },
    isSample: false,
    receivers,
    asked: null,
    ...more,
  };
};
const keysOf = (given: MessageTrace) => headlineOf(given).map(({ key }) => key);
const sender = receiver("Tom", { isSender: true, state: "pushed" });

describe("the headline", () => {
  it("names the one who has not received it, and why", () => {
    const read = receiver("Ann", { state: "read" });
    const received = receiver("Bob", { state: "received" });
    expect(headlineOf(trace([sender, read, received, receiver("Jerry", { hasMuted: true })]))).toEqual([
      { key: "received", values: { count: 2, meant: 3 } },
      { key: "one.muted", values: { client: "Jerry" } },
    ]);
    expect(keysOf(trace([read, receiver("Jerry")]))).toEqual(["received", "one.offline"]);
    expect(keysOf(trace([receiver("Jerry", { state: "pushed" })]))).toEqual(["received", "one.pushed"]);
    expect(keysOf(trace([receiver("Jerry", { state: "failed" })]))).toEqual(["received", "one.failed"]);
    expect(keysOf(trace([sender, read]))).toEqual(["received"]);
  });

  it("counts the others when there are more", () => {
    const several = [
      receiver("a"),
      receiver("b", { hasMuted: true }),
      receiver("c", { state: "pushed" }),
      receiver("d", { state: "excluded", reason: "not-addressed" }),
    ];
    expect(keysOf(trace(several))).toEqual(["received", "more.muted", "more.offline", "more.pushed"]);
  });

  it("speaks of crowds, of nobody, and of what was not recorded", () => {
    expect(keysOf(trace([sender]))).toEqual(["nobody"]);
    expect(keysOf(trace([sender], { scope: "clients" }))).toEqual(["toService"]);
    expect(keysOf(trace([], { scope: "room" }))).toEqual(["room"]);
    const counts = { ...trace([]).counts, meant: 340, clients: 12, sessions: 14, dropped: 1, skipped: 2 };
    expect(headlineOf(trace([], { scope: "subscribers", counts }))).toEqual([
      { key: "subscribers", values: { clients: 12, sessions: 14, meant: 340 } },
      { key: "dropped", values: { count: 1 } },
      { key: "skipped", values: { count: 2 } },
    ]);
    expect(keysOf(trace([], { scope: "everyone" }))).toEqual(["everyone"]);
    expect(keysOf(trace([receiver("a")], { isSample: true }))).toEqual(["many"]);
    const unknown = [receiver("a", { state: "read" }), receiver("b", { state: "unknown" })];
    expect(keysOf(trace(unknown, { isRecorded: false }))).toEqual(["notRecorded", "known"]);
    expect(keysOf(trace([], { isRecorded: false, isExpired: true }))).toEqual(["expired"]);
  });
});

it("puts those with trouble first and the sender last", () => {
  const rows = [sender, receiver("r", { state: "read" }), receiver("o"), receiver("f", { state: "failed" })];
  expect(inOrder(rows).map(({ clientId }) => clientId)).toEqual(["f", "o", "r", "Tom"]);
});
