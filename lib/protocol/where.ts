import { type FieldPath, parseFieldPath } from "./field-path";
import {
  isForbiddenKey,
  isJsonObject,
  type JsonValue,
  JsonValueError,
  readJsonValue,
  timeOf,
} from "./json-value";
import { type RegexPattern, translateRegex } from "./regex-pattern";

export type { FieldPath } from "./field-path";
export type { JsonObject, JsonValue } from "./json-value";

export type RangeOperator = "lt" | "lte" | "gt" | "gte";

/** A parsed `where`: what it means, free of LeanCloud's spelling. An empty `and` matches all. */
export type Where =
  | { op: "and" | "or"; items: Where[] }
  /** An array field equals a value that it contains. */
  | { op: "eq" | "ne"; path: FieldPath; value: JsonValue }
  /** The value is a number, a string or a canonical Date. */
  | { op: RangeOperator; path: FieldPath; value: JsonValue }
  | { op: "in" | "nin" | "all"; path: FieldPath; values: JsonValue[] }
  | { op: "size"; path: FieldPath; size: number }
  | { op: "exists"; path: FieldPath; exists: boolean }
  | { op: "regex"; path: FieldPath; regex: RegexPattern };

export type OrderBy = { path: FieldPath; descending: boolean };

export const whereLimits = { depth: 8, conditions: 100, values: 1000, orderKeys: 10 } as const;

export type WhereErrorCode = "malformed" | "bad-key" | "unsupported" | "too-large";

/** Why a `where` or an order was refused; `path` leads to the bad part, as `$.a.$in[2]`. */
export class WhereError extends Error {
  override readonly name = "WhereError";
  constructor(
    readonly code: WhereErrorCode,
    message: string,
    readonly path: string,
  ) {
    super(`${message} at ${path}`);
  }
}

const unsupported = new Set(
  "$select $dontSelect $inQuery $notInQuery $nearSphere $near $within $relatedTo $geoWithin $maxDistance $where $expr $not $nor $elemMatch $mod $text".split(
    " ",
  ),
);

type Context = { conditions: number };

function readObject(value: unknown, at: string): Record<string, unknown> {
  if (!isJsonObject(value)) throw new WhereError("malformed", "Expected an object", at);
  return value;
}

function readArray(value: unknown, at: string): unknown[] {
  if (!Array.isArray(value)) throw new WhereError("malformed", "Expected an array", at);
  if (value.length > whereLimits.values) throw new WhereError("too-large", "Too many values", at);
  return value;
}

function readValue(value: unknown, at: string): JsonValue {
  try {
    return readJsonValue(value, at);
  } catch (error) {
    if (error instanceof JsonValueError) throw new WhereError("malformed", error.problem, error.path);
    throw error;
  }
}

function readValues(value: unknown, at: string): JsonValue[] {
  return readArray(value, at).map((item, index) => readValue(item, `${at}[${index}]`));
}

function readRangeValue(value: unknown, at: string): JsonValue {
  const canonical = readValue(value, at);
  if (typeof canonical === "number" || typeof canonical === "string" || timeOf(canonical) !== null) {
    return canonical;
  }
  throw new WhereError("malformed", "Only a number, a string or a Date can be compared", at);
}

function readRegex(value: unknown, options: unknown, at: string): RegexPattern {
  if (typeof value !== "string") throw new WhereError("malformed", "$regex must be a string", at);
  if (options !== undefined && typeof options !== "string") {
    throw new WhereError("malformed", "$options must be a string", at);
  }
  const regex = translateRegex(value, options ?? "");
  if (!regex) throw new WhereError("malformed", "Unknown $options or too long a pattern", at);
  return regex;
}

function readCondition(
  path: FieldPath,
  operator: string,
  value: unknown,
  options: unknown,
  at: string,
): Where | null {
  switch (operator) {
    case "$eq":
      return { op: "eq", path, value: readValue(value, at) };
    case "$ne":
      return { op: "ne", path, value: readValue(value, at) };
    case "$lt":
      return { op: "lt", path, value: readRangeValue(value, at) };
    case "$lte":
      return { op: "lte", path, value: readRangeValue(value, at) };
    case "$gt":
      return { op: "gt", path, value: readRangeValue(value, at) };
    case "$gte":
      return { op: "gte", path, value: readRangeValue(value, at) };
    case "$in":
      return { op: "in", path, values: readValues(value, at) };
    case "$nin":
      return { op: "nin", path, values: readValues(value, at) };
    case "$all":
      return { op: "all", path, values: readValues(value, at) };
    case "$size": {
      if (typeof value !== "number" || !Number.isSafeInteger(value) || value < 0) {
        throw new WhereError("malformed", "$size must be a whole number", at);
      }
      return { op: "size", path, size: value };
    }
    case "$exists":
      if (typeof value !== "boolean") throw new WhereError("malformed", "$exists must be a boolean", at);
      return { op: "exists", path, exists: value };
    case "$regex":
      return { op: "regex", path, regex: readRegex(value, options, at) };
    case "$options":
      return null;
    default:
      if (unsupported.has(operator)) throw new WhereError("unsupported", `${operator} is not supported`, at);
      throw new WhereError("malformed", `Unknown operator ${operator}`, at);
  }
}

/** Operators of one field, as `{$gt: 1, $lt: 5}`; null when the value is not of that form. */
function readOperators(path: FieldPath, value: unknown, at: string): Where[] | null {
  if (!isJsonObject(value)) return null;
  const entries = Object.entries(value);
  if (!entries.some(([key]) => key.startsWith("$"))) return null;
  const options = value.$options;
  if (options !== undefined && !Object.hasOwn(value, "$regex")) {
    throw new WhereError("malformed", "$options without $regex", at);
  }
  return entries
    .map(([operator, operand]) => readCondition(path, operator, operand, options, `${at}.${operator}`))
    .filter((item) => item !== null);
}

function count(context: Context, amount: number, at: string): void {
  context.conditions += amount;
  if (context.conditions > whereLimits.conditions) {
    throw new WhereError("too-large", `More than ${whereLimits.conditions} conditions`, at);
  }
}

function readField(key: string, value: unknown, context: Context, at: string): Where[] {
  const path = parseFieldPath(key);
  if (!path) throw new WhereError("bad-key", "Not a field name", at);
  const conditions = readOperators(path, value, at) ?? [{ op: "eq", path, value: readValue(value, at) }];
  count(context, conditions.length, at);
  return conditions;
}

function readEntry(key: string, value: unknown, context: Context, depth: number, at: string): Where[] {
  if (isForbiddenKey(key)) throw new WhereError("bad-key", "Key is not allowed", at);
  if (key === "$or" || key === "$and") {
    const list = readArray(value, at);
    if (list.length === 0) throw new WhereError("malformed", `${key} must not be empty`, at);
    const items = list.map((item, index) => readNode(item, context, depth + 1, `${at}[${index}]`));
    return [{ op: key === "$or" ? "or" : "and", items }];
  }
  if (!key.startsWith("$")) return readField(key, value, context, at);
  if (unsupported.has(key)) throw new WhereError("unsupported", `${key} is not supported`, at);
  throw new WhereError("malformed", `Unknown operator ${key}`, at);
}

function readNode(input: unknown, context: Context, depth: number, at: string): Where {
  if (depth > whereLimits.depth) throw new WhereError("too-large", "Nested too deeply", at);
  count(context, 1, at);
  if (Array.isArray(input)) {
    const items = readArray(input, at);
    return {
      op: "and",
      items: items.map((item, index) => readNode(item, context, depth + 1, `${at}[${index}]`)),
    };
  }
  const items = Object.entries(readObject(input, at)).flatMap(([key, value]) =>
    readEntry(key, value, context, depth, `${at}.${key}`),
  );
  const [only] = items;
  return only && items.length === 1 ? only : { op: "and", items };
}

/** The `where` that matches everything. */
export const everything: Where = { op: "and", items: [] };

/**
 * Parses a `where` of LeanCloud's storage API (its JSON, already decoded, of unknown type).
 * Absent or null matches everything; a bare array means AND.
 * @throws WhereError
 */
export function parseWhere(input: unknown): Where {
  if (input === undefined || input === null) return everything;
  return readNode(input, { conditions: -1 }, 0, "$");
}

/**
 * Parses `order`: a comma list of keys, `-` before those that descend.
 * @throws WhereError
 */
export function parseOrder(order: string | undefined): OrderBy[] {
  const keys = (order ?? "").split(",").map((key) => key.trim());
  const wanted = keys.filter((key) => key !== "");
  if (wanted.length > whereLimits.orderKeys) throw new WhereError("too-large", "Too many keys", "order");
  return wanted.map((key) => {
    const descending = key.startsWith("-");
    const path = parseFieldPath(descending || key.startsWith("+") ? key.slice(1) : key);
    if (!path) throw new WhereError("bad-key", `Cannot order by "${key}"`, "order");
    return { path, descending };
  });
}
