const dayMs = 86_400_000;

/** The instant in ms at which `YYYY-MM-DD` begins in a zone; null for what is no calendar day. */
export function startOfZonedDay(day: string, timeZone: string): number | null {
  const asUtc = parseDay(day);
  if (asUtc === null) return null;
  // The offset is taken at the guess, then once more at the result: right on both sides of a clock change.
  const guess = asUtc - zoneOffset(asUtc, timeZone);
  return asUtc - zoneOffset(guess, timeZone);
}

/** The last millisecond of `YYYY-MM-DD` in a zone. */
export function endOfZonedDay(day: string, timeZone: string): number | null {
  const asUtc = parseDay(day);
  if (asUtc === null) return null;
  const next = startOfZonedDay(new Date(asUtc + dayMs).toISOString().slice(0, 10), timeZone);
  return next === null ? null : next - 1;
}

function parseDay(day: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return null;
  const at = Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== day ? null : at;
}

/** Milliseconds that the zone's wall clock is ahead of UTC at an instant. */
function zoneOffset(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  }).formatToParts(at);
  const read = (type: Intl.DateTimeFormatPartTypes) =>
    Number(parts.find((part) => part.type === type)?.value ?? 0);
  const wall = Date.UTC(
    read("year"),
    read("month") - 1,
    read("day"),
    read("hour"),
    read("minute"),
    read("second"),
  );
  return wall - Math.floor(at / 1000) * 1000;
}
