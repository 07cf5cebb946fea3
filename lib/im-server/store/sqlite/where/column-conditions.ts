import { type JsonValue, timeOf } from "@/lib/protocol/json-value";
import type { Where } from "@/lib/protocol/where";
import type { Column } from "./columns";
import type { Params } from "./params";
import { prepareRegex } from "./regex";

type Leaf = Exclude<Where, { op: "and" | "or" }>;

const rangeSql = { lt: "<", lte: "<=", gt: ">", gte: ">=" } as const;

/** The stored form of an operand, or undefined when the column can never hold it. */
type Convert = (value: JsonValue) => string | number | undefined;

const toText: Convert = (value) => (typeof value === "string" ? value : undefined);
const toNumber: Convert = (value) => (typeof value === "number" ? value : undefined);
const toTime: Convert = (value) => {
  const time = typeof value === "string" ? Date.parse(value) : timeOf(value);
  return time === null || Number.isNaN(time) ? undefined : time;
};

/** Compiles a condition on a column that holds one plain value. */
function plainCondition(leaf: Leaf, sql: string, convert: Convert, params: Params): string {
  const isOneOf = (values: JsonValue[]) => {
    const usable = values.map(convert).filter((value) => value !== undefined);
    const [only] = usable;
    const list =
      usable.length === 1 && only !== undefined
        ? `${sql} = ${params.bind(only)}`
        : `${sql} IN (SELECT value FROM json_each(${params.bind(JSON.stringify(usable))}))`;
    const matches = usable.length === 0 ? "0" : list;
    return values.includes(null) ? `(${sql} IS NULL OR ${matches})` : `(${matches})`;
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
    case "exists":
      return `(${sql} IS ${leaf.exists ? "NOT NULL" : "NULL"})`;
    case "regex":
      return convert === toText
        ? `(${sql} IS NOT NULL AND lc_regex(${params.bind(prepareRegex(leaf.regex))}, ${sql}))`
        : "0";
    case "all":
    case "size":
      return "0";
    default: {
      const operand = convert(leaf.value);
      return operand === undefined ? "0" : `(${sql} ${rangeSql[leaf.op]} ${params.bind(operand)})`;
    }
  }
}

function flagCondition(leaf: Leaf, sql: string): string {
  const isOneOf = (values: JsonValue[]) =>
    `(${values.includes(true) ? sql : "0"} OR ${values.includes(false) ? `NOT (${sql})` : "0"})`;
  switch (leaf.op) {
    case "eq":
      return isOneOf([leaf.value]);
    case "ne":
      return `(NOT ${isOneOf([leaf.value])})`;
    case "in":
      return isOneOf(leaf.values);
    case "nin":
      return `(NOT ${isOneOf(leaf.values)})`;
    case "exists":
      return leaf.exists ? "1" : "0";
    default:
      return "0";
  }
}

function clientsCondition(leaf: Leaf, column: Column & { type: "clients" }, params: Params): string {
  const { owner, rows, order } = column;
  const texts = (values: JsonValue[]) => [...new Set(values.filter((value) => typeof value === "string"))];
  const among = (clients: string[]) =>
    `x.client IN (SELECT id FROM clients WHERE client_id IN (SELECT value FROM json_each(${params.bind(JSON.stringify(clients))})))`;
  const element = (test: string) =>
    `EXISTS (SELECT 1 FROM ${rows} AS x JOIN clients AS k ON k.id = x.client WHERE x.${owner} = c.id AND ${test})`;
  const isOneOf = (values: JsonValue[]) => {
    const tests = values
      .filter((value) => Array.isArray(value))
      .map(
        (list) =>
          `(SELECT json_group_array(client_id) FROM (SELECT k.client_id FROM ${rows} AS x JOIN clients AS k ON k.id = x.client WHERE x.${owner} = c.id ORDER BY ${order})) = ${params.bind(JSON.stringify(list))}`,
      )
      .slice(0, 20);
    const clients = texts(values);
    if (clients.length > 0)
      tests.push(`c.id IN (SELECT x.${owner} FROM ${rows} AS x WHERE ${among(clients)})`);
    return tests.length === 0 ? "0" : `(${tests.join(" OR ")})`;
  };
  switch (leaf.op) {
    case "eq":
      return isOneOf([leaf.value]);
    case "ne":
      return `(NOT ${isOneOf([leaf.value])})`;
    case "in":
      return isOneOf(leaf.values);
    case "nin":
      return `(NOT ${isOneOf(leaf.values)})`;
    case "all": {
      const clients = texts(leaf.values);
      if (clients.length === 0 || clients.length < new Set(leaf.values).size) return "0";
      return `(c.id IN (SELECT x.${owner} FROM ${rows} AS x WHERE ${among(clients)} GROUP BY x.${owner} HAVING count(*) = ${params.bind(clients.length)}))`;
    }
    case "size":
      return `(${column.size} = ${params.bind(leaf.size)})`;
    case "exists":
      return leaf.exists ? "1" : "0";
    case "regex":
      return element(`lc_regex(${params.bind(prepareRegex(leaf.regex))}, k.client_id)`);
    default:
      return typeof leaf.value === "string"
        ? element(`k.client_id ${rangeSql[leaf.op]} ${params.bind(leaf.value)}`)
        : "0";
  }
}

/** Compiles a condition on a column that is not JSON. */
export function columnCondition(
  leaf: Leaf,
  column: Exclude<Column, { type: "json" }>,
  params: Params,
): string {
  switch (column.type) {
    case "text":
      return plainCondition(leaf, column.sql, toText, params);
    case "time":
      return plainCondition(leaf, column.sql, toTime, params);
    case "number":
      return plainCondition(leaf, column.sql, toNumber, params);
    case "flag":
      return flagCondition(leaf, column.sql);
    case "clients":
      return clientsCondition(leaf, column, params);
  }
}
