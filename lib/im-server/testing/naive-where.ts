import { isJsonObject, type JsonValue, timeOf } from "@/lib/protocol/json-value";
import type { Where } from "@/lib/protocol/where";
import type { ConversationRow } from "../store/interface";

type Leaf = Exclude<Where, { items: Where[] }>;

/** A row as the storage API shows it, which is what a `where` speaks of. */
export function storageView(row: ConversationRow): Record<string, unknown> {
  const time = (value: number) => ({ __type: "Date", iso: new Date(value).toISOString() });
  const view: Record<string, unknown> = {
    ...row.fields,
    objectId: row.objectId,
    m: row.members,
    mu: row.muted,
    tr: row.kind === "chatroom",
    sys: row.kind === "service",
    unique: row.unique,
    createdAt: time(row.createdAt),
    updatedAt: time(row.updatedAt),
  };
  if (row.name !== null) view.name = row.name;
  if (row.creator !== null) view.c = row.creator;
  if (row.uniqueId !== null) view.uniqueId = row.uniqueId;
  if (row.lastMessageAt !== null) view.lm = time(row.lastMessageAt);
  return view;
}

function lookUp(view: unknown, path: readonly string[]): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return view;
  return isJsonObject(view) && Object.hasOwn(view, key) ? lookUp(view[key], rest) : undefined;
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function equals(actual: unknown, wanted: JsonValue): boolean {
  if (wanted === null && actual === undefined) return true;
  return same(actual, wanted) || (Array.isArray(actual) && actual.some((item) => same(item, wanted)));
}

function comparable(value: unknown): string | number | Date | undefined {
  if (typeof value === "string" || typeof value === "number") return value;
  const time = timeOf(value);
  return time === null ? undefined : new Date(time);
}

function inRange(actual: unknown, op: "lt" | "lte" | "gt" | "gte", wanted: JsonValue): boolean {
  const items = Array.isArray(actual) ? actual : [actual];
  return items.some((item) => {
    const [a, b] = [comparable(item), comparable(wanted)];
    if (a === undefined || b === undefined || typeof a !== typeof b) return false;
    if (op === "lt") return a < b;
    if (op === "lte") return a <= b;
    return op === "gt" ? a > b : a >= b;
  });
}

function testText(actual: unknown, leaf: Leaf & { op: "regex" }): boolean {
  const { pattern, ignoreCase, multiline, dotAll } = leaf.regex;
  const flags = `${ignoreCase ? "i" : ""}${multiline ? "m" : ""}${dotAll ? "s" : ""}`;
  const items = Array.isArray(actual) ? actual : [actual];
  return items.some((item) => typeof item === "string" && new RegExp(pattern, flags).test(item));
}

/** The plainest possible meaning of a `where`, to compare the store with. */
export function naiveMatch(view: Record<string, unknown>, where: Where): boolean {
  if ("items" in where) {
    return where.op === "and"
      ? where.items.every((item) => naiveMatch(view, item))
      : where.items.some((item) => naiveMatch(view, item));
  }
  const actual = lookUp(view, where.path);
  switch (where.op) {
    case "eq":
      return equals(actual, where.value);
    case "ne":
      return !equals(actual, where.value);
    case "in":
      return where.values.some((value) => equals(actual, value));
    case "nin":
      return !where.values.some((value) => equals(actual, value));
    case "all":
      return (
        Array.isArray(actual) &&
        where.values.length > 0 &&
        where.values.every((value) => actual.some((item) => same(item, value)))
      );
    case "size":
      return Array.isArray(actual) && actual.length === where.size;
    case "exists":
      return (actual !== undefined) === where.exists;
    case "regex":
      return testText(actual, where);
    default:
      return inRange(actual, where.op, where.value);
  }
}
