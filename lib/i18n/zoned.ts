/** Conversions between an instant and the wall clock of a time zone, for `datetime-local` inputs. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function partsOf(value: number, timeZone: string): Record<string, string> {
  let formatter = formatters.get(timeZone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat("en-CA", {
      timeZone,
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
      hourCycle: "h23",
    });
    formatters.set(timeZone, formatter);
  }
  return Object.fromEntries(formatter.formatToParts(value).map((part) => [part.type, part.value]));
}

/** `2026-11-17T14:02` as the zone's clock shows it. */
export function toWallClock(value: number, timeZone: string): string {
  const { year, month, day, hour, minute } = partsOf(value, timeZone);
  return `${year}-${month}-${day}T${hour}:${minute}`;
}

/** The instant at which the zone's clock shows `YYYY-MM-DDTHH:mm[:ss]` (or the start of a `YYYY-MM-DD`); null if unreadable. */
export function fromWallClock(text: string, timeZone: string): number | null {
  const wanted = Date.parse(`${text.length === 10 ? `${text}T00:00` : text}Z`);
  if (Number.isNaN(wanted)) return null;
  // The offset is looked up twice: the first guess may lie on the other side of a clock change.
  let guess = wanted;
  for (let round = 0; round < 2; round += 1) guess = wanted - offsetAt(guess, timeZone);
  return guess;
}

function offsetAt(value: number, timeZone: string): number {
  const { year, month, day, hour, minute, second } = partsOf(value, timeZone);
  const shown = Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(hour),
    Number(minute),
    Number(second),
  );
  return shown - Math.floor(value / 1000) * 1000;
}
