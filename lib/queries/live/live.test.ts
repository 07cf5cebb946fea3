import { describe, expect, it } from "vitest";
import {
  framesSince,
  getLiveStatus,
  getOperators,
  onFrame,
  publishFrame,
  publishLoss,
  subscribeLive,
} from "./live";
import { frameOf } from "./testing/fake-browser";

const operators = [{ id: "o", name: "Ada", state: "answering" as const }];
const activity = (conversationId: string, of = operators) => ({
  type: "activity" as const,
  conversationId,
  clientId: null,
  operators: of,
});

const at = (conversationId: string, clientId: string | null = null) => ({ conversationId, clientId });

describe("freshness", () => {
  it("is complete up to what was told last, and behind since then", () => {
    const appId = "freshness";
    expect(getLiveStatus(appId)).toEqual({ state: "off", completeUpTo: null, since: null });
    publishFrame(frameOf({ appId, completeUpTo: 5 }));
    expect(getLiveStatus(appId)).toEqual({ state: "live", completeUpTo: 5, since: null });
    publishFrame(frameOf({ appId, state: "behind", completeUpTo: null }));
    expect(getLiveStatus(appId)).toEqual({ state: "behind", completeUpTo: 5, since: 5 });
    publishLoss(appId, "checking");
    expect(getLiveStatus(appId)).toMatchObject({ state: "checking", completeUpTo: 5 });
    publishLoss(appId, "behind");
    expect(getLiveStatus(appId)).toMatchObject({ state: "behind", since: 5 });
    publishFrame(frameOf({ appId, state: "reset", completeUpTo: 9 }));
    expect(getLiveStatus(appId)).toEqual({ state: "live", completeUpTo: 9, since: null });
    publishLoss(appId, "off");
    expect(getLiveStatus(appId)).toEqual({ state: "off", completeUpTo: null, since: null });
  });

  it("names the moment of the loss when nothing was complete before", () => {
    const before = Date.now();
    publishLoss("never", "behind");
    expect(getLiveStatus("never").since).toBeGreaterThanOrEqual(before);
  });

  it("notifies only of changes", () => {
    let count = 0;
    const stop = subscribeLive(() => {
      count += 1;
    });
    publishLoss("quiet", "behind");
    publishLoss("quiet", "behind");
    expect(count).toBe(1);
    stop();
    publishLoss("quiet", "checking");
    expect(count).toBe(1);
  });
});

describe("frames", () => {
  it("reach those who listen to their app", () => {
    const seen: string[] = [];
    const stop = onFrame("heard", (frame) => seen.push(frame.state));
    publishFrame(frameOf({ appId: "heard" }));
    publishFrame(frameOf({ appId: "elsewhere" }));
    stop();
    publishFrame(frameOf({ appId: "heard" }));
    expect(seen).toEqual(["live"]);
  });

  it("are kept a while for who listens late, and said to be incomplete when some are forgotten", () => {
    const before = Date.now();
    for (const serial of [1, 2]) publishFrame(frameOf({ appId: "late", completeUpTo: serial }));
    publishFrame(frameOf({ appId: "elsewhere" }));
    expect(framesSince("late", before)?.map((frame) => frame.completeUpTo)).toEqual([1, 2]);
    expect(framesSince("late", Date.now() + 1)).toEqual([]);
    for (let count = 0; count < 600; count += 1) publishFrame(frameOf({ appId: "elsewhere" }));
    expect(framesSince("late", before)).toBeNull();
    expect(framesSince("late", Date.now() + 1)).toEqual([]);
  });
});

describe("activity", () => {
  it("is kept by conversation until it ends or the position is lost", () => {
    const appId = "active";
    publishFrame(frameOf({ appId, events: [activity("c"), activity("d")] }));
    expect(getOperators(appId, at("c"))).toEqual(operators);
    publishFrame(frameOf({ appId, events: [activity("c", [])] }));
    expect([getOperators(appId, at("c")), getOperators(appId, at("d"))]).toEqual([[], operators]);
    publishFrame(frameOf({ appId, state: "reset", events: [activity("e")] }));
    expect([getOperators(appId, at("d")), getOperators(appId, at("e"))]).toEqual([[], operators]);
    publishFrame(frameOf({ appId, events: [{ ...activity("f"), clientId: "Tom" }] }));
    expect([getOperators(appId, at("f", "Tom")), getOperators(appId, at("f"))]).toEqual([operators, []]);
    // The same list each time: React compares it.
    expect(getOperators(appId, at("d"))).toBe(getOperators("other", at("x")));
  });
});
