import { describe, expect, it } from "vitest";
import { attributeChanges } from "./attribute-changes";

describe("attributeChanges", () => {
  it("sends only what changed", () => {
    const before = { topic: "news", level: 1, tags: ["a"] };
    expect(attributeChanges(before, { topic: "news", level: 2, extra: null })).toEqual({
      set: { level: 2, extra: null },
      unset: ["tags"],
    });
    expect(attributeChanges(before, { topic: "news", level: 1, tags: ["a"] })).toEqual({
      set: null,
      unset: [],
    });
    expect(attributeChanges({ a: 1 }, {})).toEqual({ set: null, unset: ["a"] });
  });
});
