import { expect, test } from "vitest";
import { attributeLines } from "./attribute-lines";

test("texts stand as they are, everything else as JSON", () => {
  expect(attributeLines({ a: "x", b: [1], c: null }).lines).toEqual([
    { key: "a", text: "x" },
    { key: "b", text: "[1]" },
    { key: "c", text: "null" },
  ]);
});

test("what is too long or too much for a list is cut", () => {
  const [line] = attributeLines({ a: `${"x".repeat(499)}😀${"x".repeat(60_000)}` }).lines;
  expect(line?.text).toBe(`${"x".repeat(499)}…`);
  const many = Object.fromEntries(Array.from({ length: 150 }, (_, index) => [`k${index}`, index]));
  const { lines, hidden } = attributeLines(many);
  expect([lines.length, hidden]).toEqual([100, 50]);
});
