import { expect, test } from "vitest";
import { contentSecurityPolicy, dataHeaders, isHttpsRequest, securityHeaders } from "./security-headers";

const page = { nonce: "abc", isDevelopment: false, isHttps: true };

test("scripts run only with the nonce, and nothing may frame or rebase the page", () => {
  const policy = contentSecurityPolicy(page);
  expect(policy).toContain("script-src 'self' 'nonce-abc' 'strict-dynamic';");
  expect(policy).not.toContain("unsafe-eval");
  for (const directive of [
    "frame-ancestors 'none'",
    "object-src 'none'",
    "base-uri 'none'",
    "connect-src 'self';",
  ]) {
    expect(policy).toContain(directive);
  }
});

test("development alone may evaluate code", () => {
  expect(contentSecurityPolicy({ ...page, isDevelopment: true })).toContain("'unsafe-eval'");
});

test("strict transport only where the page came over https", () => {
  expect(securityHeaders({ isHttps: true })["strict-transport-security"]).toBeDefined();
  expect(securityHeaders({ isHttps: false })["strict-transport-security"]).toBeUndefined();
  expect(contentSecurityPolicy({ ...page, isHttps: false })).not.toContain("upgrade-insecure-requests");
});

test("the nearest proxy says whether the browser came over https; data may run nothing", () => {
  const request = (url: string, headers: Record<string, string> = {}) => ({
    url,
    headers: new Headers(headers),
  });
  expect(isHttpsRequest(request("http://a/"))).toBe(false);
  expect(isHttpsRequest(request("https://a/"))).toBe(true);
  expect(isHttpsRequest(request("http://a/", { "x-forwarded-proto": "https" }))).toBe(true);
  expect(dataHeaders({ isHttps: false })["content-security-policy"]).toContain("default-src 'none'");
});
