import format from "icu-minify/format";
import { describe, expect, it } from "vitest";
import { compileMessages } from "./compile-messages";
import { loadMessages } from "./load-messages";
import { locales } from "./locales";

const options = {
  formatters: {
    getNumberFormat: (locale: string) => new Intl.NumberFormat(locale),
    getPluralRules: (locale: string) => new Intl.PluralRules(locale),
    getDateTimeFormat: (locale: string) => new Intl.DateTimeFormat(locale),
  },
  timeZone: "UTC",
};

describe("compileMessages", () => {
  it("keeps plurals, selects, tags and quotes", () => {
    const { a, b, c } = compileMessages({
      a: "{count, plural, one {# message} other {# messages}} of {who}'s",
      b: "{role, select, admin {an admin} other {someone}}",
      c: "press <k>Enter</k>",
    });
    const say = (message: unknown, values: Record<string, unknown>) =>
      format(message as Parameters<typeof format>[0], "en", values as Parameters<typeof format>[2], options);
    expect(say(a, { count: 1, who: "Tom" })).toBe("1 message of Tom's");
    expect(say(a, { count: 1200, who: "Tom" })).toBe("1,200 messages of Tom's");
    expect(say(b, { role: "admin" })).toBe("an admin");
    expect(say(c, { k: (text: unknown) => `[${String(text)}]` })).toBe("press [Enter]");
  });

  it("names the message that is not valid", () => {
    expect(() => compileMessages({ shell: { title: "{count, plural, one {x}" } })).toThrow("shell.title");
  });

  it.each(locales)("compiles every message of %s", async (locale) => {
    expect(Object.keys(compileMessages(await loadMessages(locale))).length).toBeGreaterThan(5);
  });
});
