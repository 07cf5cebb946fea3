/** One value that differs between two states; `path` is dotted. */
export interface Difference {
  path: string;
  before: unknown;
  after: unknown;
  kind: "added" | "removed" | "changed";
}

const maxDepth = 6;

/** What changed between two JSON values, leaf by leaf, in the order of their keys. */
export function diffValues(before: unknown, after: unknown): Difference[] {
  return walk(before, after, "", 0);
}

function walk(before: unknown, after: unknown, path: string, depth: number): Difference[] {
  if (isPlain(before) && isPlain(after) && depth < maxDepth) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return keys.flatMap((key) => walk(before[key], after[key], path ? `${path}.${key}` : key, depth + 1));
  }
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  const kind = before === undefined ? "added" : after === undefined ? "removed" : "changed";
  return [{ path, before, after, kind }];
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A value as one reads it: text without quotes, the rest as JSON. */
export function displayValue(value: unknown): string {
  if (typeof value === "string") return value;
  return JSON.stringify(value, null, 2) ?? "";
}
