import { expect, test } from "vitest";
import { closeBidi } from "./close-bidi";

test("what is left open is closed, innermost first", () => {
  expect(closeBidi("\u202Eevil\u2066")).toBe("\u202Eevil\u2066\u2069\u202C");
  expect(closeBidi("\u2067a\u202Bb\u2069c")).toBe("\u2067a\u202Bb\u2069c");
});

test("an end of nothing is left out, and text without controls stays as it is", () => {
  expect(closeBidi("a\u2069b")).toBe("ab");
  for (const text of ["plain", "שלום", "\u2066x\u2069", "a\u202Cb"]) expect(closeBidi(text)).toBe(text);
});
