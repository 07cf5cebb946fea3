import { expect, test } from "vitest";
import { decodeSegment } from "./decode-segment";

test("segments are decoded, and what is clear already stays", () => {
  expect(decodeSegment("a%2Fb%25")).toBe("a/b%");
  expect(decodeSegment("100%")).toBe("100%");
});
