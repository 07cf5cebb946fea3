import type { OrderBy, Where } from "@/lib/protocol/where";
import { StoreError } from "../../errors";
import { columnCondition } from "./column-conditions";
import type { TableColumns } from "./columns";
import { jsonCondition, jsonPath } from "./json-conditions";
import type { Params } from "./params";

/**
 * Compiles a `where` to an SQL condition on the row `c`; every value is bound.
 * @throws StoreError invalid-query
 */
export function compileWhere(where: Where, columns: TableColumns, params: Params): string {
  if ("items" in where) {
    if (where.items.length === 0) return "1";
    const parts = where.items.map((item) => compileWhere(item, columns, params));
    return `(${parts.join(where.op === "and" ? " AND " : " OR ")})`;
  }
  const [name, ...rest] = where.path;
  if (name === "ACL") return jsonCondition(where, columns.acl, rest, params);
  const column = columns.known.get(name);
  if (!column || column.type === "json") return jsonCondition(where, columns.custom, where.path, params);
  if (rest.length > 0) throw new StoreError("invalid-query", `${name} has no keys`);
  return columnCondition(where, column, params);
}

/** Compiles an order; ties are settled by the order of creation, in the first key's direction. */
export function compileOrder(order: OrderBy[], columns: TableColumns, params: Params): string {
  const keys = order.map(({ path, descending }) => {
    const [name, ...rest] = path;
    const column = columns.known.get(name);
    const direction = descending ? "DESC" : "ASC";
    if (!column || column.type === "json") {
      return `json_extract(${columns.custom}, ${params.bind(jsonPath(path))}) ${direction}`;
    }
    if (column.type === "clients" || rest.length > 0) {
      throw new StoreError("invalid-query", `Cannot order by ${path.join(".")}`);
    }
    return `${column.type === "flag" ? `(${column.sql})` : column.sql} ${direction}`;
  });
  return [...keys, `c.id ${order[0]?.descending ? "DESC" : "ASC"}`].join(", ");
}
