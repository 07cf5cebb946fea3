import { expect, it } from "vitest";
import { maskWords } from "./word-filter";

it.each<[string[], string, string]>([
  [[], "darn", "darn"],
  [["darn"], "Oh DARN, darned", "Oh ***, ***ed"],
  [["坏词"], "这是坏词。", "这是***。"],
  [["a", "ab"], "abc", "***c"],
  [["a.c", "(x)", "c\\d"], "abc a.c (x) c\\d", "abc *** *** ***"],
  [["👎"], "no 👎🏽", "no ***🏽"],
])("%j in %j", (words, text, masked) => {
  expect(maskWords(words, text)).toBe(masked);
});

it("reads another list of the same length anew", () => {
  expect(maskWords(["one"], "one two")).toBe("*** two");
  expect(maskWords(["two"], "one two")).toBe("one ***");
});
