import { queryOptions } from "@tanstack/react-query";
import type { Stats } from "@/lib/contracts/clients";
import { apiGet } from "../http";
import { appKeys, appPath } from "./keys";

/** Online now and users today; null where the server does not say. */
export const statsQueryOptions = (appId: string) =>
  queryOptions({
    queryKey: appKeys.stats(appId),
    queryFn: ({ signal }) => apiGet<Stats>(appPath(appId, "stats"), { signal }),
    refetchInterval: 30_000,
  });
