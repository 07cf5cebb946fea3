import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { BroadcastCheck, BroadcastPage } from "@/lib/contracts/broadcasts";
import { appPath } from "../app/keys";
import { apiGet } from "../http";
import { broadcastKeys } from "./keys";

/** Broadcasts that are still valid, of one service conversation or of the app, a page at a time from 1. */
export const broadcastListQueryOptions = (appId: string, conversationId: string | null, page: number) =>
  queryOptions({
    queryKey: broadcastKeys.list(appId, conversationId, page),
    queryFn: ({ signal }) =>
      apiGet<BroadcastPage>(appPath(appId, "broadcasts"), {
        signal,
        query: { conversation: conversationId, page },
      }),
    placeholderData: keepPreviousData,
  });

/** What the check page states: how many it reaches and how often it may still be done. */
export const broadcastCheckQueryOptions = (appId: string, conversationId: string) =>
  queryOptions({
    queryKey: broadcastKeys.check(appId, conversationId),
    queryFn: ({ signal }) =>
      apiGet<BroadcastCheck>(appPath(appId, "broadcasts", "check"), {
        signal,
        query: { conversation: conversationId },
      }),
    staleTime: 5_000,
  });
