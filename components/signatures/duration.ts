const units: [unit: string, ms: number][] = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
  ["second", 1000],
];

/** A length of time in its two largest units: "5 hours 12 minutes". */
export function formatDuration(ms: number, locale: string): string {
  const first = units.findIndex(([, size]) => ms >= size);
  if (first < 0) return format(0, "second", locale);
  const [unit, size] = units[first] ?? ["second", 1000];
  const [nextUnit, nextSize] = units[first + 1] ?? ["second", 1000];
  const whole = Math.floor(ms / size);
  const rest = Math.floor((ms - whole * size) / nextSize);
  const text = format(whole, unit, locale);
  const showsRest = rest > 0 && unit !== "second" && whole < 10;
  return showsRest ? `${text} ${format(rest, nextUnit, locale)}` : text;
}

function format(value: number, unit: string, locale: string): string {
  return new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "long" }).format(value);
}
