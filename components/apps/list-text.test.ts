import { describe, expect, it } from "vitest";
import { readHost, readLines } from "./list-text";

describe("lists typed as text", () => {
  it("splits lines, drops blanks and repeats", () => {
    expect(readLines(" support \n\nbot, support;客服")).toEqual(["support", "bot", "客服"]);
  });
  it("takes the host out of a pasted address", () => {
    expect(readHost("https://CDN.Example.com/a/b.png?x=1")).toBe("cdn.example.com");
    expect(readHost("*.example.com:8443")).toBe("*.example.com:8443");
  });
});
