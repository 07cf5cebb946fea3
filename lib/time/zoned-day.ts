import { fromWallClock } from "@/lib/i18n/zoned";

const dayMs = 86_400_000;

/** The instant in ms at which `YYYY-MM-DD` begins in a zone; null for what is no calendar day. */
export function startOfZonedDay(day: string, timeZone: string): number | null {
  return isCalendarDay(day) ? fromWallClock(day, timeZone) : null;
}

/** The last millisecond of `YYYY-MM-DD` in a zone. */
export function endOfZonedDay(day: string, timeZone: string): number | null {
  if (!isCalendarDay(day)) return null;
  const next = fromWallClock(
    new Date(Date.parse(`${day}T00:00:00Z`) + dayMs).toISOString().slice(0, 10),
    timeZone,
  );
  return next === null ? null : next - 1;
}

function isCalendarDay(day: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return false;
  const at = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().slice(0, 10) === day;
}
