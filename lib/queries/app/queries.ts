import { queryOptions } from "@tanstack/react-query";
import type { Stats } from "@/lib/contracts/clients";
import type { Operation } from "@/lib/contracts/common";
import { apiGet } from "../http";
import { appKeys, appPath, operationKeys } from "./keys";

/** Online now and users today; null where the server does not say. */
export const statsQueryOptions = (appId: string) =>
  queryOptions({
    queryKey: appKeys.stats(appId),
    queryFn: ({ signal }) => apiGet<Stats>(appPath(appId, "stats"), { signal }),
    refetchInterval: 30_000,
  });

export const isSettled = (operation: Operation | undefined): boolean =>
  operation !== undefined && (operation.state === "succeeded" || operation.state === "failed");

/** A change whose outcome is not known yet, asked for again until the console has settled it. */
export const operationQueryOptions = (operationId: string) =>
  queryOptions({
    queryKey: operationKeys.detail(operationId),
    queryFn: ({ signal }) =>
      apiGet<Operation>(`/api/operations/${encodeURIComponent(operationId)}`, { signal }),
    refetchInterval: (query) => (isSettled(query.state.data) ? false : 1_500),
    staleTime: 0,
  });
