import { expect, test } from "vitest";
import { longWords } from "./long-words";

test("only a word that nobody would write is shown without kerning", () => {
  expect(longWords("x".repeat(500))).toBe("[font-kerning:none]");
  for (const text of ["word ".repeat(500), "x".repeat(499), "", null]) expect(longWords(text)).toBe(false);
});
