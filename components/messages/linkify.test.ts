import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { linkify } from "./linkify";

/** `fc.webUrl` takes seconds to be made. */
const webUrls = fc.stringMatching(
  /^https?:\/\/(\w{1,9}@)?[a-z0-9-]{1,9}(\.[a-z]{2,6}){1,3}(:\d{1,5})?(\/[\w.,;:~%!()'*+-]{0,12}){0,3}(\?[\w=&.()/?]{0,12})?(#[\w!/]{0,8})?$/,
);
const links = (text: string) => linkify(text).filter((part) => part.type === "link");

describe("linkify", () => {
  it("loses no character of any text", () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.string({ unit: "grapheme" }), webUrls, fc.constantFrom("(", ").", " ", "，"))),
        (pieces) => {
          const text = pieces.join("");
          expect(
            linkify(text)
              .map((part) => part.text)
              .join(""),
          ).toBe(text);
        },
      ),
    );
  });
  it("links only web addresses", () => {
    expect(links("javascript:alert(1) data:text/html,x ftp://a.b file:///etc")).toEqual([]);
    expect(links("see https://a.example/x?y=1#z.").map((link) => link.text)).toEqual([
      "https://a.example/x?y=1#z",
    ]);
  });
  it("leaves punctuation and closing brackets outside", () => {
    expect(links("(https://a.example/b) 看https://a.example/c。").map((link) => link.text)).toEqual([
      "https://a.example/b",
      "https://a.example/c",
    ]);
    expect(links("https://en.wikipedia.org/wiki/A_(b)")[0]?.text).toBe("https://en.wikipedia.org/wiki/A_(b)");
  });
  it("names the real host where the text hides it", () => {
    expect(links("https://bank.example@evil.example/")[0]).toMatchObject({
      host: "evil.example",
      hostAt: -1,
    });
    expect(links("https://аpple.com/")[0]).toMatchObject({ host: "xn--pple-43d.com", hostAt: -1 });
    expect(links("https://a.example:8080/x")[0]).toMatchObject({ host: "a.example:8080", hostAt: 8 });
  });
});
