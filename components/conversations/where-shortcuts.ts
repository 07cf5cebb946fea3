import { isWhere } from "./is-where";
import { type Filter, filtersToWhere, parseScalar, whereToFilters } from "./where-filters";

type Given = Record<string, string | string[] | undefined>;

/**
 * Reads the short address parameters (`member`, `creator`, `createdAfter`, `createdBefore`, `activeAfter`,
 * `activeBefore`, `attr=key:value`) as a `where` joined with the one given; null when there are none.
 */
export function whereFromShortcuts(given: Given, where: string): string | null {
  const filters: Filter[] = [];
  const text = (name: string) => {
    const value = given[name];
    return typeof value === "string" && value !== "" ? value : null;
  };
  const date = (name: string, field: "lm" | "createdAt", op: "after" | "before") => {
    const at = Number(text(name) ?? Number.NaN);
    if (Number.isFinite(at)) filters.push({ type: "date", field, op, at });
  };
  const member = text("member");
  if (member) filters.push({ type: "member", clientId: member });
  const creator = text("creator");
  if (creator) filters.push({ type: "creator", clientId: creator });
  date("createdAfter", "createdAt", "after");
  date("createdBefore", "createdAt", "before");
  date("activeAfter", "lm", "after");
  date("activeBefore", "lm", "before");
  const attribute = /^([^:]+):(.*)$/s.exec(text("attr") ?? "");
  if (attribute?.[1]) {
    filters.push({ type: "attribute", key: attribute[1], op: "is", value: parseScalar(attribute[2] ?? "") });
  }
  if (filters.length === 0) return null;
  const known = parseWhere(where) ?? { filters: [], rest: {} };
  return JSON.stringify(filtersToWhere({ ...known, filters: [...known.filters, ...filters] }));
}

/** A `where` text as rows and rest; null when it is not a JSON object. */
export function parseWhere(text: string) {
  if (!isWhere(text)) return null;
  return text.trim() === "" ? { filters: [], rest: {} } : whereToFilters(JSON.parse(text));
}

/** Rows and rest as text; empty when there is no condition. */
export function formatWhere(parsed: Parameters<typeof filtersToWhere>[0]): string {
  const where = filtersToWhere(parsed);
  return Object.keys(where).length === 0 ? "" : JSON.stringify(where);
}
