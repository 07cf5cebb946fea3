import { limits } from "@/lib/protocol/limits";
import { everything, parseOrder, parseWhere, type Where } from "@/lib/protocol/where";
import type { ConversationQuery } from "../store/interface";
import { parseJson } from "./json";

type QueryParameters = {
  where?: string;
  order?: string;
  limit?: string | number;
  skip?: number;
  count?: string | number | boolean;
};

/** The `where` of a query string. @throws ImError 107 not JSON; WhereError */
export function parseWhereText(text: string | undefined): Where {
  if (text === undefined || text.trim() === "") return everything;
  return parseWhere(parseJson(text));
}

/** A storage query: limit 0 to 1000, anything else means 100 (as the service does). */
export function parseStorageQuery(query: QueryParameters): ConversationQuery {
  return {
    where: parseWhereText(query.where),
    order: parseOrder(query.order),
    skip: query.skip ?? 0,
    limit: parseLimit(query.limit),
    count: isCount(query.count),
  };
}

function parseLimit(limit: string | number | undefined): number {
  if (limit === undefined || limit === "") return limits.queryLimit;
  const value = Number(limit);
  return Number.isInteger(value) && value >= 0 && value <= limits.queryLimitMax ? value : limits.queryLimit;
}

function isCount(count: string | number | boolean | undefined): boolean {
  return count === true || count === 1 || count === "1" || String(count).toLowerCase() === "true";
}
