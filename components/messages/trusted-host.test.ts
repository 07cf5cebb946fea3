import { describe, expect, it } from "vitest";
import { mediaSource } from "./trusted-host";

const trusts = (address: string, ...hosts: string[]) => mediaSource(address, hosts)?.isTrusted;

describe("mediaSource", () => {
  it("trusts exactly the named hosts, and those below a star", () => {
    expect(trusts("https://cdn.example.com/a.png", "cdn.example.com")).toBe(true);
    expect(trusts("https://CDN.example.com/a.png", "cdn.EXAMPLE.com")).toBe(true);
    expect(trusts("https://a.cdn.example.com/", "*.example.com")).toBe(true);
    expect(trusts("https://example.com/", "*.example.com")).toBe(false);
    expect(trusts("https://evilexample.com/", "*.example.com", "example.com")).toBe(false);
    expect(trusts("https://cdn.example.com@evil.example/", "cdn.example.com")).toBe(false);
    expect(trusts("https://cdn.example.com:8443/", "cdn.example.com")).toBe(false);
    expect(trusts("http://localhost:9000/x", "localhost:9000")).toBe(true);
  });
  it("knows what is no web address", () => {
    expect(mediaSource("javascript:alert(1)", ["*.a"])).toBeNull();
    expect(mediaSource("data:image/png;base64,AA", [])).toBeNull();
    expect(mediaSource("/local", [])).toBeNull();
  });
});
