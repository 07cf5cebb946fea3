import { expect, test } from "vitest";
import { createKeyring } from "@/lib/console/secrets/keyring";
import { hashRecoveryCode, makeRecoveryCodes, parseCode } from "./recovery-codes";

const keyring = createKeyring("a secret of at least thirty-two characters");

test("ten codes, all different, each read as what it is", () => {
  const codes = makeRecoveryCodes();
  expect(new Set(codes).size).toBe(10);
  for (const code of codes) {
    expect(code).toMatch(/^[0-9A-Z]{5}-[0-9A-Z]{5}$/);
    expect(parseCode(code)).toEqual({ kind: "recovery", code: code.replace("-", "") });
  }
});

test.each([
  ["123456", { kind: "totp", code: "123456" }],
  [" 123 456\n", { kind: "totp", code: "123456" }],
  ["123-456", { kind: "totp", code: "123456" }],
  ["abcde 1234z", { kind: "recovery", code: "ABCDE1234Z" }],
  ["oil00-zzzzz", { kind: "recovery", code: "01100ZZZZZ" }],
  ["12345", null],
  ["1234567", null],
  ["UUUUU-UUUUU", null],
  ["", null],
])("%j as it is typed", (typed, parsed) => {
  expect(parseCode(typed)).toEqual(parsed);
});

test("a hash belongs to one operator, and to the code however it is written", () => {
  const hash = hashRecoveryCode(keyring, "ada", "ABCDE-12345");
  expect(hash).toBe(hashRecoveryCode(keyring, "ada", "ABCDE12345"));
  expect(hash).not.toBe(hashRecoveryCode(keyring, "gus", "ABCDE-12345"));
  expect(hash).not.toContain("ABCDE");
});
