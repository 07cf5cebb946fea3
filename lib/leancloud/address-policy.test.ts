import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { checkAddress, checkUrl, guardedLookup } from "./address-policy";

const production = { allowPrivate: false, allowLoopback: false };
const development = { allowPrivate: false, allowLoopback: true };
const open = { allowPrivate: true, allowLoopback: true };

describe("addresses", () => {
  test.each([
    "10.0.0.1",
    "172.16.5.4",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",
    "224.0.0.1",
    "255.255.255.255",
    "fd00::1",
    "fe80::1",
    "::",
    "::ffff:10.0.0.1",
    "::ffff:a9fe:a9fe",
    "64:ff9b::a00:1",
    "2002:a00:1::",
    "::10.0.0.1",
    "::ffff:0:10.0.0.1",
    "3fff::1",
    "5f00::1",
  ])("%s is refused unless private hosts are allowed", (address) => {
    expect(() => checkAddress(address, production)).toThrow("private");
    expect(() => checkAddress(address, development)).toThrow("private");
    expect(() => checkAddress(address, open)).not.toThrow();
  });

  test.each(["127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1"])("%s only in development", (address) => {
    expect(() => checkAddress(address, production)).toThrow("private");
    expect(() => checkAddress(address, development)).not.toThrow();
  });

  test.each(["8.8.8.8", "172.32.0.1", "2606:4700::1111", "::ffff:8.8.8.8"])("%s is public", (address) => {
    expect(() => checkAddress(address, production)).not.toThrow();
  });
});

test.each([
  "http://example.com",
  "ftp://example.com",
  "file:///etc/passwd",
  "https://user:pass@example.com",
  "https://10.1.2.3",
  "https://[fd00::1]",
  "https://0x7f000001",
  "https://2130706433",
  "https://127.1",
  "https://0177.0.0.1",
  "https://127.0.0.1.",
  "https://[::ffff:127.0.0.1]",
  "https://[::ffff:7f00:1]",
  "https://[0:0:0:0:0:0:0:1]",
  "https://①②⑦.⓪.⓪.①",
  "gopher://example.com",
  "http://localhost:3100",
])("%s is no server in production", (address) => {
  expect(() => checkUrl(new URL(address), production)).toThrow(/address/);
});

test("plain http is for this machine in development, or where private hosts are allowed", () => {
  expect(() => checkUrl(new URL("http://localhost:3100"), development)).not.toThrow();
  expect(() => checkUrl(new URL("http://127.0.0.1:3100"), development)).not.toThrow();
  expect(() => checkUrl(new URL("http://example.com"), development)).toThrow();
  expect(() => checkUrl(new URL("http://10.0.0.1"), open)).not.toThrow();
});

test("a name is refused by the address it leads to", async () => {
  await expect(promisify(guardedLookup(production))("localhost", {})).rejects.toThrow("private");
  expect(await promisify(guardedLookup(development))("localhost", {})).toBeTruthy();
});
