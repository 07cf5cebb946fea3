import { startOfZonedDay } from "@/lib/time/zoned-day";

const kinds = [
  "text",
  "image",
  "audio",
  "video",
  "file",
  "location",
  "recalled",
  "custom",
  "plain",
  "binary",
];

/** An operator with its value, outside of quotes. */
const operator = /"[^"]*"|(?<=^|\s)(from|in|before|after|kind):("[^"]*"|\S*)/giu;

/**
 * The search as it is sent: the server reads days as UTC's, so `before:` and `after:` days become the instants at
 * which they begin in the viewer's zone.
 */
export function toServerQuery(q: string, timeZone: string): string {
  return q.replace(operator, (whole, name?: string, value?: string) => {
    if (name === undefined || value === undefined || !/^(before|after)$/i.test(name)) return whole;
    const at = startOfZonedDay(value, timeZone);
    return at === null ? whole : `${name}:${new Date(at).toISOString()}`;
  });
}

/** Operators whose value cannot be read; the server looks for them as plain text. */
export function unreadOperators(q: string): string[] {
  return [...q.matchAll(operator)].flatMap(([whole, name, value]) => {
    if (name === undefined || value === undefined) return [];
    return isRead(name.toLowerCase(), value) ? [] : [whole];
  });
}

function isRead(name: string, value: string): boolean {
  if (name === "from" || name === "in") return value !== "";
  if (name === "kind") return kinds.includes(value.toLowerCase());
  return startOfZonedDay(value, "UTC") !== null || /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(value);
}
