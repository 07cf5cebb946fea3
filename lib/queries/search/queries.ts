import { infiniteQueryOptions } from "@tanstack/react-query";
import type { AppHistoryPage, SearchPage } from "@/lib/contracts/messages";
import { appPath } from "../app/keys";
import { apiGet } from "../http";
import { type AppHistoryFilters, searchKeys } from "./keys";

/** The whole app, newest first; a page may be empty while `next` says that there is more to look through. */
export const appHistoryQueryOptions = (appId: string, filters: AppHistoryFilters) =>
  infiniteQueryOptions({
    queryKey: searchKeys.history(appId, filters),
    queryFn: ({ signal, pageParam }) =>
      apiGet<AppHistoryPage>(appPath(appId, "messages"), {
        signal,
        query: {
          before: pageParam,
          from: filters.from,
          kind: filters.kind,
          since: toText(filters.since),
          until: toText(filters.until),
        },
      }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
  });

/** Messages that match, newest first, with two messages of context on each side. */
export const messageSearchQueryOptions = (appId: string, q: string) =>
  infiniteQueryOptions({
    queryKey: searchKeys.search(appId, q),
    queryFn: ({ signal, pageParam }) =>
      apiGet<SearchPage>(appPath(appId, "messages", "search"), { signal, query: { q, cursor: pageParam } }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
    enabled: q !== "",
    staleTime: 60_000,
  });

const toText = (value: unknown): string | undefined => (value === undefined ? undefined : String(value));
