import { expect, test } from "vitest";
import { jsonText } from "./json-text";

test("values are indented", () => {
  expect(jsonText({ a: [1] })).toBe('{\n  "a": [\n    1\n  ]\n}');
  expect(jsonText({ text: "[".repeat(100) })).toContain("\n");
  expect(jsonText(undefined)).toBe("");
});

test("what is nested without end takes no more room than it did on its way", () => {
  const message = `{"_lctype":1,"a":${"[".repeat(2500)}${"]".repeat(2500)}}`;
  expect(jsonText(JSON.parse(message))).toBe(message);
});
