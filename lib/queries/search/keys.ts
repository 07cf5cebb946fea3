import type { AppHistoryQuery } from "@/lib/contracts/messages";
import { appKeys } from "../app/keys";

export type AppHistoryFilters = Pick<AppHistoryQuery, "from" | "kind" | "since" | "until">;

export const searchKeys = {
  all: (appId: string) => [...appKeys.all(appId), "feed"] as const,
  history: (appId: string, filters: AppHistoryFilters) =>
    [...searchKeys.all(appId), "history", filters] as const,
  names: (appId: string, ids: readonly string[]) => [...searchKeys.all(appId), "names", ids] as const,
  namesOfPages: (appId: string, pages: readonly (readonly string[])[]) =>
    [...searchKeys.all(appId), "names-of-pages", pages] as const,
  search: (appId: string, q: string) => [...searchKeys.all(appId), "search", q] as const,
};
