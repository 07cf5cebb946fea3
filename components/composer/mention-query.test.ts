import { describe, expect, it } from "vitest";
import { insertMention, matchMembers, mentionQuery } from "./mention-query";

describe("mentionQuery", () => {
  it("finds what is being typed after @", () => {
    expect(mentionQuery("hello @To", 9)).toEqual({ query: "To", start: 6 });
    expect(mentionQuery("@", 1)).toEqual({ query: "", start: 0 });
    expect(mentionQuery("你好，@小", 5)).toEqual({ query: "小", start: 3 });
  });
  it("leaves e-mail addresses and finished mentions alone", () => {
    expect(mentionQuery("mail a@b", 8)).toBeNull();
    expect(mentionQuery("@Tom hi", 7)).toBeNull();
  });
});

describe("matchMembers", () => {
  it("puts those that begin so first", () => {
    expect(matchMembers(["atom", "Tom", "Tommy", "Ann"], "tom")).toEqual(["Tom", "Tommy", "atom"]);
    expect(
      matchMembers(
        Array.from({ length: 500 }, (_, index) => `m${index}`),
        "",
      ),
    ).toHaveLength(8);
  });
});

describe("insertMention", () => {
  it("replaces only what was typed of the mention", () => {
    expect(insertMention("hi @To there", 3, 6, "Tom")).toEqual({ text: "hi @Tom  there", caret: 8 });
  });
});
