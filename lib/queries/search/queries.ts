import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { ConversationList } from "@/lib/contracts/conversations";
import type { AppHistoryPage, SearchPage } from "@/lib/contracts/messages";
import { appPath } from "../app/keys";
import { apiGet } from "../http";
import { readOnceWhenLong } from "../read-once-when-long";
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
    ...readOnceWhenLong,
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
    ...readOnceWhenLong,
  });

const toText = (value: unknown): string | undefined => (value === undefined ? undefined : String(value));

/** How long a conversation's name is taken for known. */
export const namesKeptMs = 5 * 60_000;

/** Names and kinds of the conversations of one page of messages, in one call. */
export const conversationNamesQueryOptions = (appId: string, ids: readonly string[]) => {
  const wanted = [...new Set(ids)].sort();
  return queryOptions({
    queryKey: searchKeys.names(appId, wanted),
    queryFn: async ({ signal }) => {
      const { conversations } = await apiGet<ConversationList>(appPath(appId, "conversations"), {
        signal,
        query: { where: JSON.stringify({ objectId: { $in: wanted } }), pageSize: 200 },
      });
      return Object.fromEntries(
        conversations.map(({ id, name, kind, members }) => [
          id,
          { id, name, kind, members: members.slice(0, 3) },
        ]),
      );
    },
    enabled: wanted.length > 0,
    staleTime: namesKeptMs,
  });
};
