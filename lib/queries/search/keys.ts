import type { AppHistoryQuery } from "@/lib/contracts/messages";
import { appKeys } from "../app/keys";

export type AppHistoryFilters = Pick<AppHistoryQuery, "from" | "kind" | "since" | "until">;

export const searchKeys = {
  all: (appId: string) => [...appKeys.all(appId), "messages"] as const,
  history: (appId: string, filters: AppHistoryFilters) =>
    [...searchKeys.all(appId), "history", filters] as const,
  search: (appId: string, q: string) => [...searchKeys.all(appId), "search", q] as const,
};
