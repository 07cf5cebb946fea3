const always: ReadonlySet<string> = new Set(["objectId", "createdAt", "updatedAt"]);

/**
 * Applies `keys`: a comma list of columns to keep, or with `-` to leave out; `attr.a` keeps one
 * entry of an object. Ids and dates always stay.
 */
export function selectKeys(row: Record<string, unknown>, keys: string | undefined): Record<string, unknown> {
  const names = (keys ?? "")
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
  if (names.length === 0) return row;
  const kept = names.filter((name) => !name.startsWith("-"));
  const dropped = new Set(names.filter((name) => name.startsWith("-")).map((name) => name.slice(1)));
  const result = kept.length === 0 ? { ...row } : pick(row, kept);
  for (const name of dropped) if (!always.has(name)) delete result[name];
  return result;
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
  if (!isObject(value)) return;
  const existing = Object.hasOwn(to, key) ? to[key] : undefined;
  if (existing === value) return;
  const nested: Record<string, unknown> = isObject(existing) ? existing : {};
  copyPath(value, nested, rest);
  to[key] = nested;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
