import { describe, expect, it } from "vitest";
import { cutAroundHit, markTerms } from "./mark-terms";

const shown = (text: string, terms: string[]) =>
  markTerms(text, terms)
    .map((part) => (part.isHit ? `[${part.text}]` : part.text))
    .join("");

describe("markTerms", () => {
  it("marks every hit in any case and keeps the text as it was", () => {
    expect(shown("Sudo apt-get; sudo!", ["sudo"])).toBe("[Sudo] apt-get; [sudo]!");
    expect(shown("耗子，起床！耗子", ["耗子"])).toBe("[耗子]，起床！[耗子]");
  });
  it("takes the longer of two terms that begin alike", () => {
    expect(shown("networking", ["net", "network"])).toBe("[network]ing");
  });
  it("reads terms literally", () => {
    expect(shown("a.b a+b (x|y)", ["a.b", "(x|y)", "a+"])).toBe("[a.b] [a+]b [(x|y)]");
  });
  it("needs no term and no text", () => {
    expect(shown("plain", [])).toBe("plain");
    expect(markTerms("", ["x"])).toEqual([]);
  });
});

describe("cutAroundHit", () => {
  it("leaves short texts alone", () => {
    expect(cutAroundHit("short", ["x"])).toBe("short");
  });
  it("shows the first hit of a long text", () => {
    const cut = cutAroundHit(`${"a".repeat(400)}needle${"b".repeat(400)}`, ["needle"], 90);
    expect(cut).toContain("needle");
    expect(cut.startsWith("…")).toBe(true);
    expect(cut.endsWith("…")).toBe(true);
    expect(cut.length).toBeLessThanOrEqual(92);
  });
  it("never cuts an emoji in half", () => {
    const cut = cutAroundHit("😀".repeat(100), ["none"], 51);
    expect(cut.replaceAll("😀", "")).toBe("…");
  });
});
