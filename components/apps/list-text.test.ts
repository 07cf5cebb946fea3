import { describe, expect, it } from "vitest";
import { readHost, readHosts, readLines, refusedEntry } from "./list-text";

describe("lists typed as text", () => {
  it("splits lines, drops blanks and repeats", () => {
    expect(readLines(" support \n\nbot, support;客服")).toEqual(["support", "bot", "客服"]);
  });
  it("takes the host out of a pasted address", () => {
    expect(readHost("https://CDN.Example.com/a/b.png?x=1")).toBe("cdn.example.com");
    expect(readHost("*.example.com:8443")).toBe("*.example.com:8443");
  });
  it("finds the entry that was refused", () => {
    const hosts = readHosts("https://cdn.example.com/x\ncdn.example.com\nbad host!");
    expect(refusedEntry({ "trustedMediaHosts.1": "no" }, "trustedMediaHosts", hosts)).toBe("bad host!");
    expect(refusedEntry({ trustedMediaHosts: "too many" }, "trustedMediaHosts", hosts)).toBe("");
    expect(refusedEntry({ "senderIds.0": "no" }, "trustedMediaHosts", hosts)).toBeNull();
  });
});
