import { Secret, TOTP } from "otpauth";
import { describe, expect, test } from "vitest";
import { keyUri, makeSecret, stepOf } from "./totp";

// RFC 6238, appendix B, SHA-1: the last six of the eight digits that stand there.
const rfcSecret = Secret.fromUTF8("12345678901234567890").base32;
const vectors = [
  [59, "287082"],
  [1_111_111_109, "081804"],
  [1_111_111_111, "050471"],
  [1_234_567_890, "005924"],
  [2_000_000_000, "279037"],
  [20_000_000_000, "353130"],
] as const;

describe("RFC 6238's vectors", () => {
  test.each(vectors)("at %s seconds", (seconds, code) => {
    expect(stepOf(rfcSecret, code, seconds * 1000)).toBe(Math.floor(seconds / 30));
  });
});

test("clocks may be one step apart, and no more", () => {
  const at = 1_234_567_890_000;
  const step = Math.floor(at / 30_000);
  const around = [-2, -1, 0, 1, 2].map((steps) => stepOf(rfcSecret, "005924", at + steps * 30_000));
  expect(around).toEqual([null, step, step, step, null]);
});

test("what is no code fits nothing", () => {
  for (const code of ["", "28708", "2870820", "abcdef", "28708２"]) {
    expect(stepOf(rfcSecret, code, 59_000)).toBeNull();
  }
});

test("secrets are long and differ, and an authenticator that reads the address makes the same codes", () => {
  const secret = makeSecret();
  expect(secret).toMatch(/^[A-Z2-7]{32}$/);
  expect(makeSecret()).not.toBe(secret);
  const uri = keyUri(secret, "ada+1@example.com");
  expect(uri).toMatch(/^otpauth:\/\/totp\/Parley:ada%2B1%40example\.com\?/);
  const query = new URL(uri).searchParams;
  expect(Object.fromEntries(query)).toEqual({
    issuer: "Parley",
    secret,
    algorithm: "SHA1",
    digits: "6",
    period: "30",
  });
  const theirs = new TOTP({ secret: query.get("secret") ?? "" });
  expect(stepOf(secret, theirs.generate({ timestamp: 90_000 }), 90_000)).toBe(3);
});
