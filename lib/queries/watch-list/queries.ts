import { queryOptions } from "@tanstack/react-query";
import type { WatchList, WatchPresence } from "@/lib/contracts/watch-list";
import { appPath } from "../app/keys";
import { apiGet } from "../http";
import { watchKeys } from "./keys";

/** The clients that this operator watches in the app. */
export const watchListQueryOptions = (appId: string) =>
  queryOptions({
    queryKey: watchKeys.list(appId),
    queryFn: ({ signal }) => apiGet<WatchList>(appPath(appId, "watch-list"), { signal }),
  });

/** Who of them is online; the live stream keeps it so where there is one. */
export const watchPresenceQueryOptions = (appId: string) =>
  queryOptions({
    queryKey: watchKeys.presence(appId),
    queryFn: ({ signal }) => apiGet<WatchPresence>(appPath(appId, "watch-list", "presence"), { signal }),
  });
