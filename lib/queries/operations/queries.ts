import { queryOptions } from "@tanstack/react-query";
import type { Operation } from "@/lib/contracts/common";
import type { Job } from "@/lib/contracts/conversations";
import { apiGet } from "../http";
import { operationKeys } from "./keys";

/** Reads one operation. */
export function fetchOperation(id: string, signal?: AbortSignal): Promise<Operation> {
  return apiGet<Operation>(`/api/operations/${encodeURIComponent(id)}`, { signal });
}

/** A job, asked again every second while it runs. */
export function jobQueryOptions(id: string) {
  return queryOptions({
    queryKey: operationKeys.job(id),
    queryFn: ({ signal }) => apiGet<Job>(`/api/jobs/${encodeURIComponent(id)}`, { signal }),
    refetchInterval: (query) => (query.state.data && query.state.data.state !== "running" ? false : 1_000),
    staleTime: 0,
  });
}
