import { isJsonObject } from "@/lib/protocol/json-value";

const always: ReadonlySet<string> = new Set(["objectId", "createdAt", "updatedAt"]);
/** What makes an inner object the one that a pointer means. */
const identity = ["__type", "className", ...always];

/**
 * Applies `keys`: a comma list of columns to keep, or with `-` to leave out; `attr.a` is one entry of an
 * object, or of what a pointer led to. Ids and dates always stay.
 */
export function selectKeys(row: Record<string, unknown>, keys: string | undefined): Record<string, unknown> {
  const names = (keys ?? "")
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
  if (names.length === 0) return row;
  const kept = names.filter((name) => !name.startsWith("-"));
  const dropped = names.filter((name) => name.startsWith("-")).map((name) => name.slice(1));
  const result = kept.length === 0 ? row : pick(row, kept);
  return dropped.reduce((rest, name) => drop(rest, name.split(".")), result);
}

/** The object without what a path leads to; itself where there is nothing. */
function drop(from: Record<string, unknown>, [key = "", ...rest]: string[]): Record<string, unknown> {
  if (always.has(key) || !Object.hasOwn(from, key)) return from;
  const { [key]: value, ...others } = from;
  if (rest.length === 0) return others;
  return isJsonObject(value) ? { ...from, [key]: drop(value, rest) } : from;
}

function pick(row: Record<string, unknown>, names: string[]): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const name of always) if (Object.hasOwn(row, name)) result[name] = row[name];
  for (const name of names) copyPath(row, result, name.split("."));
  return result;
}

function copyPath(
  from: Record<string, unknown>,
  to: Record<string, unknown>,
  [key = "", ...rest]: string[],
): void {
  if (key === "__proto__" || !Object.hasOwn(from, key)) return;
  const value = from[key];
  if (rest.length === 0) {
    to[key] = value;
    return;
  }
  if (!isJsonObject(value)) return;
  const existing = Object.hasOwn(to, key) ? to[key] : undefined;
  if (existing === value) return;
  const nested = isJsonObject(existing) ? existing : identityOf(value);
  copyPath(value, nested, rest);
  to[key] = nested;
}

function identityOf(value: Record<string, unknown>): Record<string, unknown> {
  if (!Object.hasOwn(value, "__type")) return {};
  return Object.fromEntries(Object.entries(value).filter(([key]) => identity.includes(key)));
}
