import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { doubtMs, impatientMs, openStream, retryAfter, silenceMs } from "./stream";
import { FakeConnection } from "./testing/fake-browser";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function open() {
  const connections: FakeConnection[] = [];
  const heard: [string, boolean][] = [];
  const losses: string[] = [];
  const stream = openStream({
    open: () => {
      const connection = new FakeConnection([], null);
      connections.push(connection);
      return connection;
    },
    onFrame: (_, id, isFirst) => heard.push([id, isFirst]),
    onLoss: (state) => losses.push(state),
  });
  const current = () => connections.at(-1) as FakeConnection;
  return { stream, connections, heard, losses, current };
}

describe("openStream", () => {
  it("hands on frames with their ids, and says which is an app's first", () => {
    const { current, heard } = open();
    current().send("1");
    current().send("2");
    current().send("3", { appId: "other" });
    expect(heard).toEqual([
      ["1", true],
      ["2", false],
      ["3", true],
    ]);
  });

  it("opens anew after an error, later and later while that fails, and calmly again after success", () => {
    const { connections, current, losses, heard } = open();
    for (let failure = 0; failure < 8; failure += 1) {
      current().fail();
      expect(connections).toHaveLength(failure + 1);
      vi.advanceTimersByTime(retryAfter(failure, 1) + 1);
      expect(connections).toHaveLength(failure + 2);
    }
    expect(losses).toEqual(["checking", ...Array(7).fill("behind")]);
    expect(connections.filter((one) => !one.isClosed)).toHaveLength(1);
    current().send("9");
    expect(heard).toEqual([["9", true]]);
    current().fail();
    expect(losses.at(-1)).toBe("checking");
  });

  it("spreads the time of the next try around a bound", () => {
    expect(retryAfter(0, 0)).toBeLessThan(retryAfter(0, 1));
    expect(retryAfter(30, 0.5)).toBe(15_000);
  });

  it("takes a link that says nothing for dead", () => {
    const { connections, current, losses } = open();
    current().send("1");
    vi.advanceTimersByTime(silenceMs - 1);
    expect(losses).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(losses).toEqual(["checking"]);
    vi.advanceTimersByTime(1_000);
    expect(connections).toHaveLength(2);
  });

  it("keeps a link that speaks", () => {
    const { connections, current } = open();
    for (let at = 0; at < 20; at += 1) {
      vi.advanceTimersByTime(5_000);
      current().send(String(at));
    }
    expect(connections).toHaveLength(1);
  });

  it("looks again when asked: at once after a quiet time, not while it speaks", () => {
    const { stream, connections, current, losses } = open();
    current().send("1");
    stream.check();
    expect(connections).toHaveLength(1);
    vi.advanceTimersByTime(doubtMs);
    stream.check();
    expect(connections).toHaveLength(2);
    expect(losses).toEqual(["checking"]);
    stream.check(true);
    expect(connections).toHaveLength(3);
  });

  it("does not wait for the next try when the network comes back", () => {
    const { stream, connections, current } = open();
    for (let failure = 0; failure < 6; failure += 1) {
      current().fail();
      vi.advanceTimersByTime(retryAfter(failure, 1) + 1);
    }
    current().fail();
    const before = connections.length;
    vi.advanceTimersByTime(impatientMs);
    stream.check();
    expect(connections).toHaveLength(before + 1);
  });

  it("opens what is asked for now without a word of loss", () => {
    const { stream, connections, losses } = open();
    stream.reopen();
    expect(connections.map((one) => one.isClosed)).toEqual([true, false]);
    expect(losses).toEqual([]);
  });

  it("stays closed", () => {
    const { stream, connections, current, losses } = open();
    stream.close();
    current().fail();
    stream.check(true);
    vi.advanceTimersByTime(60_000);
    expect(connections).toHaveLength(1);
    expect(current().isClosed).toBe(true);
    expect(losses).toEqual([]);
  });
});
