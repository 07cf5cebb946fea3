import { queryOptions } from "@tanstack/react-query";
import type { App } from "@/lib/contracts/apps";
import { apiGet } from "../http";
import { appsKeys } from "./keys";

/** Every app of the console as its admins see it. */
export function appsQueryOptions() {
  return queryOptions({
    queryKey: appsKeys.list(),
    queryFn: ({ signal }) => apiGet<{ apps: App[] }>("/api/apps", { signal }),
  });
}
