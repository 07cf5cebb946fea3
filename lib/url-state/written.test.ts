import { describe, expect, it } from "vitest";
import { createWritten } from "./written";

describe("written", () => {
  it("shows the newest change until the router has told it", () => {
    const written = createWritten();
    const show = (told: string) => written.current(told, written.list());
    expect(show("/a?")).toBe("/a?");
    written.write("/a?", "/a?q=1");
    written.write("/a?", "/a?q=12");
    expect(show("/a?")).toBe("/a?q=12");
    expect(show("/a?q=1")).toBe("/a?q=12");
    written.told("/a?q=1");
    expect(show("/a?q=1")).toBe("/a?q=12");
    written.told("/a?q=12");
    expect(written.list()).toEqual([]);
    expect(show("/a?q=12")).toBe("/a?q=12");
  });
  it("gives way to a place that it did not write", () => {
    const written = createWritten();
    written.write("/a?", "/a?q=1");
    expect(written.current("/b?", written.list())).toBe("/b?");
    written.told("/b?");
    expect(written.list()).toEqual([]);
  });
  it("waits while the router still says the old place", () => {
    const written = createWritten();
    written.write("/a?", "/a?q=1");
    written.told("/a?");
    expect(written.current("/a?", written.list())).toBe("/a?q=1");
  });
});
