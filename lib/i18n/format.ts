/** Date, number and size formatting that gives the same text on the server and in the browser. */
const formatters = new Map<string, Intl.DateTimeFormat>();

/** English dates are written day first, as the rest of the world reads them. */
const dateLocale = (locale: string) => (locale === "en" ? "en-GB" : locale);

const styles = {
  time: { hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
  seconds: { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" },
  day: { day: "numeric", month: "short" },
  date: { day: "numeric", month: "short", year: "numeric" },
  weekday: { weekday: "long" },
  fullDate: { day: "numeric", month: "long", year: "numeric" },
  dateTime: {
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  },
  exact: {
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    fractionalSecondDigits: 3,
    hourCycle: "h23",
    timeZoneName: "short",
  },
  key: { year: "numeric", month: "2-digit", day: "2-digit" },
} satisfies Record<string, Intl.DateTimeFormatOptions>;

export type DateStyle = keyof typeof styles;

/** Formats an instant in the given language and zone. */
export function formatDate(value: Date | number, style: DateStyle, locale: string, timeZone: string): string {
  const id = `${style}|${locale}|${timeZone}`;
  let formatter = formatters.get(id);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat(style === "key" ? "en-CA" : dateLocale(locale), {
      ...styles[style],
      timeZone,
    });
    formatters.set(id, formatter);
  }
  return formatter.format(value);
}

/** "Tuesday, 17 November 2026" · "2026年11月17日星期二": joined here, because ICU versions differ on the comma. */
export function formatLongDay(value: Date | number, locale: string, timeZone: string): string {
  const weekday = formatDate(value, "weekday", locale, timeZone);
  const date = formatDate(value, "fullDate", locale, timeZone);
  return locale === "zh-CN" ? `${date}${weekday}` : `${weekday}, ${date}`;
}

/** The calendar day of an instant in a zone as `YYYY-MM-DD`: what groups messages under one separator. */
export function dayKey(value: Date | number, timeZone: string): string {
  return formatDate(value, "key", "en", timeZone);
}

/** Shortest form that is still unambiguous: `14:02` today, `17 Nov` this year, `17 Nov 2025` before. */
export function formatShort(
  value: Date | number,
  now: Date | number,
  locale: string,
  timeZone: string,
): string {
  const day = dayKey(value, timeZone);
  const today = dayKey(now, timeZone);
  if (day === today) return formatDate(value, "time", locale, timeZone);
  return formatDate(value, day.slice(0, 4) === today.slice(0, 4) ? "day" : "date", locale, timeZone);
}

const relativeUnits: [Intl.RelativeTimeFormatUnit, number][] = [
  ["year", 31_536_000_000],
  ["month", 2_592_000_000],
  ["week", 604_800_000],
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
];

/** "5 minutes ago", "in 3 days"; under a minute "now". */
export function formatRelative(value: Date | number, now: Date | number, locale: string): string {
  const formatter = new Intl.RelativeTimeFormat(dateLocale(locale), { numeric: "auto", style: "short" });
  const delta = Number(value) - Number(now);
  for (const [unit, size] of relativeUnits) {
    if (Math.abs(delta) >= size) return formatter.format(Math.trunc(delta / size), unit);
  }
  return formatter.format(0, "second");
}

const byteUnits = ["B", "kB", "MB", "GB", "TB"];

/** "212 B", "18 kB", "1.4 MB" (powers of 1,000). */
export function formatBytes(bytes: number, locale: string): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < byteUnits.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const digits = unit > 0 && value < 10 ? 1 : 0;
  return `${new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(value)} ${byteUnits[unit]}`;
}

/** Length of a text as the server counts it. */
export function utf8Bytes(text: string): number {
  return new TextEncoder().encode(text).length;
}
