import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { diffAttributes } from "./attribute-diff";

const object = fc.dictionary(
  fc.string().filter((key) => key !== "__proto__"),
  fc.jsonValue(),
  { maxKeys: 6 },
);

describe("diffAttributes", () => {
  it("leads from any object to any other", () => {
    fc.assert(
      fc.property(object, object, (before, after) => {
        const diff = diffAttributes(before, after);
        const made: Record<string, unknown> = { ...before, ...diff?.set };
        for (const key of diff?.unset ?? []) delete made[key];
        expect(JSON.parse(JSON.stringify(made))).toEqual(JSON.parse(JSON.stringify(after)));
      }),
    );
  });
  it("is nothing between equals", () => {
    expect(diffAttributes({ a: [1] }, { a: [1] })).toBeNull();
    expect(diffAttributes({ a: 1, b: 2 }, { a: 3 })).toEqual({ set: { a: 3 }, unset: ["b"] });
  });
});
