import { isForbiddenKey } from "./json-value";

/** A column and, after it, keys inside its value: `attr.a.b` is ["attr", "a", "b"]. */
export type FieldPath = [string, ...string[]];

const columnPattern = /^[A-Za-z_][A-Za-z0-9_]{0,63}$/;
const maxSegments = 10;
const maxSegmentLength = 128;

/** Splits a dotted key; null when it is not a name that a column or key may have. */
export function parseFieldPath(key: string): FieldPath | null {
  const [column, ...rest] = key.split(".");
  if (column === undefined || !columnPattern.test(column) || column.startsWith("__")) return null;
  if (isForbiddenKey(column) || rest.length >= maxSegments) return null;
  return rest.every(isNestedKey) ? [column, ...rest] : null;
}

function isNestedKey(key: string): boolean {
  if (key === "" || key.length > maxSegmentLength || isForbiddenKey(key)) return false;
  return !/["\\\p{Cc}\p{Cs}]/u.test(key);
}
