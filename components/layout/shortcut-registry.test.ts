import { describe, expect, it } from "vitest";
import { chordOf } from "./shortcut-registry";

const press = (
  key: string,
  held: Partial<Record<"metaKey" | "ctrlKey" | "altKey" | "shiftKey", boolean>> = {},
) => chordOf({ key, metaKey: false, ctrlKey: false, altKey: false, shiftKey: false, ...held });

describe("chordOf", () => {
  it("writes keys as shortcuts are written", () => {
    expect(press("j")).toBe("j");
    expect(press("Enter")).toBe("Enter");
    expect(press("ArrowDown", { shiftKey: true })).toBe("shift+ArrowDown");
    expect(press("X", { shiftKey: true })).toBe("shift+x");
  });
  it("treats Ctrl and ⌘ alike, whatever caps lock does to the letter", () => {
    expect(press("k", { metaKey: true })).toBe("mod+k");
    expect(press("K", { ctrlKey: true })).toBe("mod+k");
  });
  it("takes signs as they are, on whatever keyboard they are typed", () => {
    expect(press("?", { shiftKey: true })).toBe("?");
    expect(press("/", { shiftKey: true })).toBe("/");
  });
});
