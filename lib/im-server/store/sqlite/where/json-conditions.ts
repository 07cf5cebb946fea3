import type { JsonValue } from "@/lib/protocol/json-value";
import { timeOf } from "@/lib/protocol/json-value";
import type { Where } from "@/lib/protocol/where";
import type { Params } from "./params";
import { prepareRegex } from "./regex";

type Leaf = Exclude<Where, { op: "and" | "or" }>;

const rangeSql = { lt: "<", lte: "<=", gt: ">", gte: ">=" } as const;

/** The path of `json_extract`; keys hold no quotes, see field-path. */
export function jsonPath(keys: readonly string[]): string {
  return `$${keys.map((key) => `."${key}"`).join("")}`;
}

/** Compares one JSON element, given as (type, value) the way SQLite's JSON functions name them. */
type ElementTest = (type: string, value: string) => string;

function equalsAny(values: JsonValue[], params: Params): ElementTest {
  const strings = values.filter((value) => typeof value === "string");
  const numbers = values.filter((value) => typeof value === "number");
  const nested = values.filter((value) => value !== null && typeof value === "object");
  const plain = values.filter((value) => typeof value === "boolean").map((value) => `'${value}'`);
  if (values.includes(null)) plain.push("'null'");
  const list = (items: JsonValue[]) => {
    if (items.length !== 1) return `IN (SELECT value FROM json_each(${params.bind(JSON.stringify(items))}))`;
    const [only] = items;
    return `= ${params.bind(typeof only === "number" || typeof only === "string" ? only : null)}`;
  };
  const tests: ElementTest[] = [];
  if (strings.length > 0) {
    const sql = list(strings);
    tests.push((type, value) => `(${type} = 'text' AND ${value} ${sql})`);
  }
  if (numbers.length > 0) {
    const sql = list(numbers);
    tests.push((type, value) => `(${type} IN ('integer', 'real') AND ${value} ${sql})`);
  }
  if (nested.length > 0) {
    const sql = list(nested.map((value) => JSON.stringify(value)));
    tests.push((type, value) => `(${type} IN ('object', 'array') AND ${value} ${sql})`);
  }
  if (plain.length > 0) tests.push((type) => `(${type} IN (${plain.join(", ")}))`);
  if (tests.length === 0) return () => "0";
  return (type, value) => `(${tests.map((test) => test(type, value)).join(" OR ")})`;
}

function compares(op: keyof typeof rangeSql, operand: JsonValue, params: Params): ElementTest {
  const sign = rangeSql[op];
  if (typeof operand === "string") {
    const sql = params.bind(operand);
    return (type, value) => `(${type} = 'text' AND ${value} ${sign} ${sql})`;
  }
  if (typeof operand === "number") {
    const sql = params.bind(operand);
    return (type, value) => `(${type} IN ('integer', 'real') AND ${value} ${sign} ${sql})`;
  }
  const sql = params.bind(new Date(timeOf(operand) ?? 0).toISOString());
  return (type, value) =>
    `(CASE WHEN ${type} = 'object' AND ${value} ->> '$.__type' = 'Date' THEN ${value} ->> '$.iso' ${sign} ${sql} ELSE 0 END)`;
}

/**
 * Compiles a condition on a JSON column. Array fields match by any element, as in LeanCloud: clients make them as long
 * as they like, so that each element counts into the query's time.
 */
export function jsonCondition(leaf: Leaf, json: string, keys: readonly string[], params: Params): string {
  const path = params.bind(jsonPath(keys));
  const type = `json_type(${json}, ${path})`;
  const value = `json_extract(${json}, ${path})`;
  const any = (test: ElementTest) =>
    `(${test(type, value)} OR (${type} = 'array' AND EXISTS (SELECT 1 FROM json_each(${json}, ${path}) AS e WHERE lc_budget() AND ${test("e.type", "e.value")})))`;
  const isOneOf = (values: JsonValue[]) => {
    const matches = any(equalsAny(values, params));
    return values.includes(null) ? `(${type} IS NULL OR ${matches})` : matches;
  };

  switch (leaf.op) {
    case "eq":
      return isOneOf([leaf.value]);
    case "ne":
      return `(${isOneOf([leaf.value])} IS NOT TRUE)`;
    case "in":
      return isOneOf(leaf.values);
    case "nin":
      return `(${isOneOf(leaf.values)} IS NOT TRUE)`;
    case "all": {
      if (leaf.values.length === 0) return "0";
      const wanted = params.bind(JSON.stringify(leaf.values));
      const same = `e.value IS w.value AND (e.type = w.type OR (e.type IN ('integer', 'real') AND w.type IN ('integer', 'real')))`;
      return `(${type} = 'array' AND NOT EXISTS (SELECT 1 FROM json_each(${wanted}) AS w WHERE NOT EXISTS (SELECT 1 FROM json_each(${json}, ${path}) AS e WHERE lc_budget() AND ${same})))`;
    }
    case "size":
      return `(${type} = 'array' AND json_array_length(${json}, ${path}) = ${params.bind(leaf.size)})`;
    case "exists":
      return `(${type} IS ${leaf.exists ? "NOT NULL" : "NULL"})`;
    case "regex": {
      const key = params.bind(prepareRegex(leaf.regex));
      return any((elementType, element) => `(${elementType} = 'text' AND lc_regex(${key}, ${element}))`);
    }
    default:
      return any(compares(leaf.op, leaf.value, params));
  }
}
