import { describe, expect, it } from "vitest";
import { toServerQuery, unreadOperators } from "./read-query";

describe("toServerQuery", () => {
  it("turns the viewer's days into instants and leaves the rest", () => {
    expect(toServerQuery("hi before:2026-11-01 from:Tom AFTER:2026-10-01", "Asia/Shanghai")).toBe(
      "hi before:2026-10-31T16:00:00.000Z from:Tom AFTER:2026-09-30T16:00:00.000Z",
    );
    expect(toServerQuery("kind:image before:soon", "Asia/Shanghai")).toBe("kind:image before:soon");
  });
  it("reads an operator behind a quoted client id", () => {
    expect(toServerQuery('from:"Tom Cat" before:2026-11-01 "x"', "Asia/Shanghai")).toBe(
      'from:"Tom Cat" before:2026-10-31T16:00:00.000Z "x"',
    );
  });
  it("does not touch what is quoted or part of a word", () => {
    expect(toServerQuery('"x before:2026-11-01" y', "Asia/Shanghai")).toBe('"x before:2026-11-01" y');
    expect(toServerQuery("xbefore:2026-11-01", "Asia/Shanghai")).toBe("xbefore:2026-11-01");
  });
});

describe("unreadOperators", () => {
  it("names operators without a value", () => {
    expect(unreadOperators("from: hello in:")).toEqual(["from:", "in:"]);
    expect(unreadOperators('from:Tom in:abc "from: here" whence:')).toEqual([]);
  });
  it("names values that mean nothing", () => {
    expect(unreadOperators("a kind:photo before:yesterday after:2026-02-30 kind:image")).toEqual([
      "kind:photo",
      "before:yesterday",
      "after:2026-02-30",
    ]);
    expect(unreadOperators('before:2026-11-01T10:00Z "kind:photo" in:abc')).toEqual([]);
  });
});
