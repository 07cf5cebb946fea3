/**
 * The filter builder's view of a raw `where`: conditions that it can show as rows, and the rest, which it keeps as it
 * is. `filtersToWhere(whereToFilters(where))` asks the same question as `where`.
 */
export type JsonObject = { [key: string]: unknown };

export const dateFields = ["lm", "createdAt", "updatedAt"] as const;
export type DateField = (typeof dateFields)[number];
export type Scalar = string | number | boolean | null;

export type Filter =
  | { type: "member"; clientId: string }
  | { type: "creator"; clientId: string }
  | { type: "name"; op: "is" | "contains"; text: string }
  | { type: "date"; field: DateField; op: "after" | "before"; at: number }
  | { type: "unique"; value: boolean }
  | { type: "attribute"; key: string; op: "is" | "not" | "over" | "under"; value: Scalar }
  | { type: "attribute"; key: string; op: "set" | "unset" };

export interface ParsedWhere {
  filters: Filter[];
  /** What cannot be shown as rows. */
  rest: JsonObject;
}

const attributePrefix = "attr.";
const scalarOps = { is: "$eq", not: "$ne", over: "$gt", under: "$lt" } as const;

/** Takes a `where` object apart. */
export function whereToFilters(where: JsonObject): ParsedWhere {
  const filters: Filter[] = [];
  const rest: JsonObject = {};
  for (const [key, condition] of Object.entries(where)) {
    if (key === "$and" && Array.isArray(condition)) {
      const left: unknown[] = [];
      for (const part of condition) {
        if (!isObject(part)) {
          left.push(part);
          continue;
        }
        const inner = whereToFilters(part);
        filters.push(...inner.filters);
        if (Object.keys(inner.rest).length > 0) left.push(inner.rest);
      }
      if (left.length > 0) rest.$and = left;
      continue;
    }
    const read = readCondition(key, condition);
    filters.push(...read.filters);
    if (read.rest !== undefined) rest[key] = read.rest;
  }
  return { filters, rest };
}

/** Puts rows and the rest together again; what cannot stand under one key goes into `$and`. */
export function filtersToWhere({ filters, rest }: ParsedWhere): JsonObject {
  const where: JsonObject = { ...rest };
  const more: unknown[] = Array.isArray(rest.$and) ? [...rest.$and] : [];
  const members = filters.filter((filter) => filter.type === "member").map((filter) => filter.clientId);
  const clauses: [string, unknown][] = filters.flatMap((filter) => writeCondition(filter));
  if (members.length === 1) clauses.unshift(["m", members[0]]);
  if (members.length > 1) clauses.unshift(["m", { $all: members }]);
  for (const [key, condition] of clauses) {
    const known = where[key];
    if (!Object.hasOwn(where, key)) where[key] = condition;
    else if (isOperators(known) && isOperators(condition) && !overlap(known, condition)) {
      where[key] = { ...known, ...condition };
    } else more.push({ [key]: condition });
  }
  if (more.length > 0) where.$and = more;
  return where;
}

function readCondition(key: string, condition: unknown): { filters: Filter[]; rest?: unknown } {
  if (key === "m") return readMembers(condition);
  if (key === "c" && typeof condition === "string") {
    return { filters: [{ type: "creator", clientId: condition }] };
  }
  if (key === "unique" && typeof condition === "boolean") {
    return { filters: [{ type: "unique", value: condition }] };
  }
  if (key === "name") return readName(condition);
  const dateField = dateFields.find((field) => field === key);
  if (dateField) return readDates(dateField, condition);
  if (key.startsWith(attributePrefix) && key.length > attributePrefix.length) {
    return readAttribute(key.slice(attributePrefix.length), condition);
  }
  return { filters: [], rest: condition };
}

function readMembers(condition: unknown): { filters: Filter[]; rest?: unknown } {
  if (typeof condition === "string") return { filters: [{ type: "member", clientId: condition }] };
  if (isObject(condition) && Object.keys(condition).length === 1 && Array.isArray(condition.$all)) {
    const ids = condition.$all.filter((id) => typeof id === "string");
    if (ids.length > 0 && ids.length === condition.$all.length) {
      return { filters: ids.map((clientId) => ({ type: "member", clientId })) };
    }
  }
  return { filters: [], rest: condition };
}

function readName(condition: unknown): { filters: Filter[]; rest?: unknown } {
  if (typeof condition === "string") return { filters: [{ type: "name", op: "is", text: condition }] };
  if (isObject(condition) && Object.keys(condition).length === 1 && typeof condition.$regex === "string") {
    const text = unescapeRegex(condition.$regex);
    if (text !== null && text !== "") return { filters: [{ type: "name", op: "contains", text }] };
  }
  return { filters: [], rest: condition };
}

function readDates(field: DateField, condition: unknown): { filters: Filter[]; rest?: unknown } {
  if (!isOperators(condition)) return { filters: [], rest: condition };
  const filters: Filter[] = [];
  const rest: JsonObject = {};
  for (const [op, value] of Object.entries(condition)) {
    const at = readDate(value);
    if (at !== null && op === "$gt") filters.push({ type: "date", field, op: "after", at });
    else if (at !== null && op === "$lt") filters.push({ type: "date", field, op: "before", at });
    else rest[op] = value;
  }
  return Object.keys(rest).length > 0 ? { filters, rest } : { filters };
}

function readAttribute(key: string, condition: unknown): { filters: Filter[]; rest?: unknown } {
  if (isScalar(condition)) return { filters: [{ type: "attribute", key, op: "is", value: condition }] };
  if (!isOperators(condition)) return { filters: [], rest: condition };
  const filters: Filter[] = [];
  const rest: JsonObject = {};
  for (const [op, value] of Object.entries(condition)) {
    if (op === "$exists" && typeof value === "boolean") {
      filters.push({ type: "attribute", key, op: value ? "set" : "unset" });
    } else if (op === "$ne" && isScalar(value)) filters.push({ type: "attribute", key, op: "not", value });
    else if (op === "$gt" && isScalar(value)) filters.push({ type: "attribute", key, op: "over", value });
    else if (op === "$lt" && isScalar(value)) filters.push({ type: "attribute", key, op: "under", value });
    else rest[op] = value;
  }
  return Object.keys(rest).length > 0 ? { filters, rest } : { filters };
}

function writeCondition(filter: Filter): [string, unknown][] {
  switch (filter.type) {
    case "member":
      return [];
    case "creator":
      return [["c", filter.clientId]];
    case "unique":
      return [["unique", filter.value]];
    case "name":
      return [["name", filter.op === "is" ? filter.text : { $regex: escapeRegex(filter.text) }]];
    case "date": {
      const value = { __type: "Date", iso: new Date(filter.at).toISOString() };
      return [[filter.field, filter.op === "after" ? { $gt: value } : { $lt: value }]];
    }
    case "attribute": {
      const key = `${attributePrefix}${filter.key}`;
      if (!("value" in filter)) return [[key, { $exists: filter.op === "set" }]];
      return [[key, filter.op === "is" ? filter.value : { [scalarOps[filter.op]]: filter.value }]];
    }
  }
}

/** A typed attribute value: numbers, true, false and null are understood, quotes keep a text a text. */
export function parseScalar(text: string): Scalar {
  const trimmed = text.trim();
  if (trimmed === "true") return true;
  if (trimmed === "false") return false;
  if (trimmed === "null") return null;
  if (/^-?(0|[1-9]\d*)(\.\d+)?(e[+-]?\d+)?$/i.test(trimmed)) return Number(trimmed);
  const quoted = /^"(.*)"$/s.exec(trimmed);
  return quoted?.[1] ?? trimmed;
}

/** The opposite of parseScalar. */
export function formatScalar(value: Scalar): string {
  if (typeof value !== "string") return String(value);
  return parseScalar(value) === value ? value : `"${value}"`;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isOperators(value: unknown): value is JsonObject {
  if (!isObject(value)) return false;
  const keys = Object.keys(value);
  return keys.length > 0 && keys.every((key) => key.startsWith("$"));
}

function overlap(a: JsonObject, b: JsonObject): boolean {
  return Object.keys(b).some((key) => Object.hasOwn(a, key));
}

function isScalar(value: unknown): value is Scalar {
  return value === null || ["string", "number", "boolean"].includes(typeof value);
}

function readDate(value: unknown): number | null {
  if (!isObject(value) || value.__type !== "Date" || typeof value.iso !== "string") return null;
  const at = Date.parse(value.iso);
  return Number.isNaN(at) ? null : at;
}

function escapeRegex(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}

/** The plain text that a pattern stands for, or null when it is a real pattern. */
function unescapeRegex(pattern: string): string | null {
  let text = "";
  for (let index = 0; index < pattern.length; index += 1) {
    const char = pattern.charAt(index);
    if (char === "\\") {
      index += 1;
      const next = pattern.charAt(index);
      if (!/[\\^$.*+?()[\]{}|]/.test(next)) return null;
      text += next;
    } else if (/[\^$.*+?()[\]{}|]/.test(char)) return null;
    else text += char;
  }
  return text;
}
