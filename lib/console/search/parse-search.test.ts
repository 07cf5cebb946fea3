import fc from "fast-check";
import { expect, test } from "vitest";
import { parseSearch } from "./parse-search";

const day = Date.parse("2026-11-01T00:00:00Z");

test.each([
  ["hello world", { terms: ["hello", "world"] }],
  ['"hello world" again', { terms: ["hello world", "again"], phrases: ["hello world"] }],
  ["起床", { terms: ["起床"] }],
  ["from:Tom hi", { terms: ["hi"], from: "Tom" }],
  ['from:"Tom and Jerry"', { terms: [], from: "Tom and Jerry" }],
  ["FROM:Tom", { terms: [], from: "Tom" }],
  ["in:5f1c before:2026-11-01", { terms: [], conversationId: "5f1c", before: day }],
  ["after:2026-11-01 x", { terms: ["x"], since: day }],
  ["after:2026-11-01T00:00:00Z", { terms: [], since: day }],
  ["kind:Image", { terms: [], kind: "image" }],
  ["kind:nothing", { terms: ["kind:nothing"] }],
  ["before:yesterday", { terms: ["before:yesterday"] }],
  ["before:2026-13-45", { terms: ["before:2026-13-45"] }],
  ["http://example.com/a:b", { terms: ["http://example.com/a:b"] }],
  ["from:", { terms: ["from:"] }],
  ['"', { terms: ['"'] }],
  ['""', { terms: [] }],
  ["   ", { terms: [] }],
])("%j", (text, expected) => {
  expect(parseSearch(text)).toEqual({ phrases: [], ...expected });
});

test("anything typed is read without failing, and no word is lost", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      expect(parseSearch(text).terms.every((term) => term.length > 0)).toBe(true);
    }),
  );
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[a-z0-9]{1,8}$/), { minLength: 1 }), (words) => {
      expect(parseSearch(words.join(" ")).terms).toEqual(words);
    }),
  );
});
