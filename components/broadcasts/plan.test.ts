import { describe, expect, it } from "vitest";
import {
  findProblems,
  furthestStep,
  isBrokenPushData,
  maxValidity,
  messageBytes,
  noOptions,
  type Plan,
  readOptions,
  toAnnouncement,
  validTill,
} from "./plan";

const now = Date.UTC(2026, 10, 17);
const plan = (change: {
  target?: Partial<Plan["target"]>;
  options?: Partial<Plan["options"]>;
  data?: string | null;
}): Plan => ({
  target: { conversationId: "s1", audience: "everyone", to: [], ...change.target },
  options: { ...noOptions, from: "system", ...change.options },
  data: change.data === undefined ? '{"_lctype":-1,"_lctext":"hi"}' : change.data,
});
const codes = (value: Plan) => findProblems(value, now).map((problem) => problem.code);

describe("findProblems", () => {
  it("finds nothing wrong with a whole plan", () => {
    expect(codes(plan({}))).toEqual([]);
    expect(codes(plan({ target: { audience: "clients", to: ["Tom"] } }))).toEqual([]);
  });
  it("names what is missing, step by step", () => {
    const empty = plan({
      target: { conversationId: "", audience: "clients" },
      options: { from: " " },
      data: null,
    });
    expect(codes(empty)).toEqual(["no-conversation", "no-recipients", "no-content", "no-sender"]);
    expect(furthestStep(findProblems(empty, now))).toBe("audience");
    expect(furthestStep(findProblems(plan({ data: null }), now))).toBe("content");
    expect(furthestStep([])).toBe("check");
  });
  it("holds the limits: 20 clients, 5,120 bytes with push data, a month", () => {
    const ids = (count: number) => Array.from({ length: count }, (_, index) => `c${index}`);
    expect(codes(plan({ target: { audience: "clients", to: ids(20) } }))).toEqual([]);
    expect(codes(plan({ target: { audience: "clients", to: ids(21) } }))).toEqual(["too-many-recipients"]);
    expect(codes(plan({ data: "x".repeat(5_120) }))).toEqual([]);
    expect(codes(plan({ data: "x".repeat(5_118), options: { pushData: "abc" } }))).toEqual(["too-large"]);
    const until = (at: number | null) => codes(plan({ options: { validity: "until", until: at } }));
    expect(until(null)).toEqual(["until-missing"]);
    expect(until(now)).toEqual(["until-past"]);
    expect(until(now + maxValidity + 1)).toEqual(["until-far"]);
    expect(until(now + maxValidity)).toEqual([]);
  });
  it("asks for no validity where there is none", () => {
    expect(
      codes(plan({ target: { audience: "subscribers" }, options: { validity: "until", until: null } })),
    ).toEqual([]);
  });
});

describe("push data", () => {
  it("counts an object as it is sent and a text as typed", () => {
    expect(messageBytes("耗子", "")).toBe(6);
    expect(messageBytes("a", '{ "alert" : "b" }')).toBe(1 + '{"alert":"b"}'.length);
    expect(messageBytes("a", " hello ")).toBe(6);
  });
  it("notices JSON that cannot be read", () => {
    expect(isBrokenPushData('{"alert": ')).toBe(true);
    expect(isBrokenPushData('{"alert":"x"}')).toBe(false);
    expect(isBrokenPushData("plain words")).toBe(false);
  });
});

describe("toAnnouncement", () => {
  it("goes to everyone with an end", () => {
    expect(toAnnouncement(plan({ options: { validity: "week", pushData: '{"alert":"x"}' } }), now)).toEqual({
      type: "broadcast",
      body: {
        from: "system",
        data: '{"_lctype":-1,"_lctext":"hi"}',
        pushData: { alert: "x" },
        transient: false,
        conversationId: "s1",
        audience: "everyone",
        validTill: now + 7 * 86_400_000,
      },
    });
  });
  it("goes to subscribers without one, and to clients by another door", () => {
    expect(validTill(plan({ target: { audience: "subscribers" } }), now)).toBeNull();
    const sent = toAnnouncement(plan({ target: { audience: "clients", to: ["a", "b"] } }), now);
    expect(
      toAnnouncement(plan({ target: { audience: "subscribers" }, options: { transient: true } }), now),
    ).toMatchObject({ body: { transient: false, validTill: undefined } });
    expect(sent).toMatchObject({ type: "clients", conversationId: "s1", body: { toClients: ["a", "b"] } });
  });
  it("is nothing while something is wrong", () => {
    expect(toAnnouncement(plan({ data: null }), now)).toBeNull();
  });
});

describe("readOptions", () => {
  it("takes what it knows and defaults for the rest", () => {
    expect(readOptions({ from: "a", validity: "week", until: "soon", other: 1 })).toEqual({
      ...noOptions,
      from: "a",
      validity: "week",
    });
    expect(readOptions("broken")).toEqual(noOptions);
  });
});
