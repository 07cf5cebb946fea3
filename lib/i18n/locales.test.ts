import { describe, expect, it } from "vitest";
import { pickLocale, pickTimeZone } from "./locales";

describe("pickLocale", () => {
  it("prefers a valid cookie over the header", () => {
    expect(pickLocale("zh-CN", "en-US,en;q=0.9")).toBe("zh-CN");
  });
  it("ignores an unknown cookie and takes the best language of the header", () => {
    expect(pickLocale("fr", "fr-FR, zh-Hans;q=0.8, en;q=0.5")).toBe("zh-CN");
    expect(pickLocale(undefined, "zh;q=0.3, en-GB;q=0.9")).toBe("en");
  });
  it("skips a language refused with q=0 and falls back to English", () => {
    expect(pickLocale(undefined, "zh;q=0")).toBe("en");
    expect(pickLocale(undefined, null)).toBe("en");
  });
});

describe("pickTimeZone", () => {
  it("takes the chosen zone, then the reported one, then UTC", () => {
    expect(pickTimeZone("Asia/Shanghai", "Europe/Berlin")).toBe("Asia/Shanghai");
    expect(pickTimeZone(undefined, "Europe/Berlin")).toBe("Europe/Berlin");
    expect(pickTimeZone("Mars/Olympus", "nowhere")).toBe("UTC");
  });
});
