import type { SearchPage, SearchQuery } from "../../store/interface";
import type { ImContext } from "../context";

const PAGE = 20;
const PAGE_MAX = 100;

/** Finds messages by their text, newest first. */
export function searchMessages(
  context: ImContext,
  query: Omit<SearchQuery, "limit"> & { limit?: number },
): Promise<SearchPage> {
  const limit = Math.min(Math.max(query.limit ?? PAGE, 1), PAGE_MAX);
  return context.store.searchMessages({ ...query, limit });
}
