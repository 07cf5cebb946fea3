/** The languages of the console and how one is chosen for a request. */
export const locales = ["en", "zh-CN"] as const;

export type Locale = (typeof locales)[number];

export const defaultLocale: Locale = "en";

export const localeNames: Record<Locale, string> = { en: "English", "zh-CN": "简体中文" };

/** Preferences live in cookies so that the server renders the same words, times and row heights as the browser. */
export const preferenceCookies = {
  locale: "parley_locale",
  timeZone: "parley_tz",
  chosenTimeZone: "parley_tz_choice",
  density: "parley_density",
} as const;

/** Whether a value names a supported language. */
export function isLocale(value: unknown): value is Locale {
  return locales.some((locale) => locale === value);
}

/** Picks the language: the cookie if valid, else the best match of Accept-Language, else English. */
export function pickLocale(cookie: string | undefined, acceptLanguage: string | null | undefined): Locale {
  if (isLocale(cookie)) return cookie;
  const wanted = (acceptLanguage ?? "")
    .split(",")
    .map((part) => {
      const [tag = "", ...params] = part.trim().split(";");
      const quality = params.map((p) => p.trim()).find((p) => p.startsWith("q="));
      return { tag: tag.toLowerCase(), q: quality ? Number(quality.slice(2)) : 1 };
    })
    .filter((entry) => entry.tag && entry.q > 0)
    .sort((a, b) => b.q - a.q);
  for (const { tag } of wanted) {
    if (tag === "zh" || tag.startsWith("zh-")) return "zh-CN";
    if (tag === "en" || tag.startsWith("en-")) return "en";
  }
  return defaultLocale;
}

/** The time zone to render with: the chosen one, else the one the browser reported, else UTC. */
export function pickTimeZone(chosen: string | undefined, reported: string | undefined): string {
  for (const zone of [chosen, reported]) if (zone && isTimeZone(zone)) return zone;
  return "UTC";
}

/** Whether this runtime knows an IANA zone by that name. */
export function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
