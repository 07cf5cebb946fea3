import { limits } from "@/lib/protocol/limits";
import { parseOrder, type Where } from "@/lib/protocol/where";
import type { ConversationQuery } from "../store/interface";

export type QueryParameters = {
  order?: string;
  limit?: string | number;
  skip?: number;
  count?: string | number | boolean;
};

/** A storage query: limit 0 to 1000, anything else means 100 (as the service does). */
export function storageQuery(query: QueryParameters, where: Where): ConversationQuery {
  return {
    where,
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
