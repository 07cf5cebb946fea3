import { describe, expect, it } from "vitest";
import { avatarInitial, avatarTone } from "./avatar-look";
import { shortenId } from "./shorten-id";

describe("avatar", () => {
  it("always gives an id the same colour and spreads ids over all of them", () => {
    expect(avatarTone("Tom")).toBe(avatarTone("Tom"));
    const tones = new Set(Array.from({ length: 200 }, (_, index) => avatarTone(`user-${index}`)));
    expect(tones.size).toBe(10);
    expect(new Set(["Tom", "Jerry", "Spike", "support"].map(avatarTone)).size).toBe(4);
  });
  it("takes whole characters and skips punctuation", () => {
    expect(avatarInitial("tom")).toBe("T");
    expect(avatarInitial("猫")).toBe("猫");
    expect(avatarInitial("_-@bot")).toBe("B");
    expect(avatarInitial("👩‍👩‍👧 family")).toBe("👩‍👩‍👧");
    expect(avatarInitial("")).toBe("?");
  });
});

describe("shortenId", () => {
  it("cuts the middle out of long ids only", () => {
    expect(shortenId("5f1c2b7a9a2f0d3e4c5b6a79")).toBe("5f1c…6a79");
    expect(shortenId("Tom")).toBe("Tom");
    expect(shortenId("😀".repeat(20))).toBe("😀😀😀😀…😀😀😀😀");
  });
});
