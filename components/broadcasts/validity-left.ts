const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** How long something is still valid, in its largest fitting unit; null once it is over. */
export function validityLeft(
  validTill: number,
  now: number,
): { unit: "day" | "hour" | "minute"; count: number } | null {
  const left = validTill - now;
  if (left <= 0) return null;
  if (left >= 2 * day) return { unit: "day", count: Math.floor(left / day) };
  if (left >= 2 * hour) return { unit: "hour", count: Math.floor(left / hour) };
  return { unit: "minute", count: Math.max(1, Math.floor(left / minute)) };
}
