import { isServer, QueryClient } from "@tanstack/react-query";
import { isApiError } from "./api-error";

let browserClient: QueryClient | undefined;

/** A new client for every server render, one for the life of the tab in the browser. */
export function getQueryClient(): QueryClient {
  if (isServer) return makeQueryClient();
  browserClient ??= makeQueryClient();
  return browserClient;
}

/** Retries reads twice when nothing answered or the server failed; what is refused will not change by asking again. */
export function shouldRetry(failures: number, error: unknown): boolean {
  if (failures >= 2 || !isApiError(error) || error.code === "not_supported") return false;
  return error.status === 0 || error.status >= 500;
}

function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        gcTime: 10 * 60_000,
        retry: shouldRetry,
        retryDelay: (failures) => Math.min(500 * 2 ** failures, 5_000),
        refetchOnWindowFocus: true,
        // A console on loopback or a LAN answers while the machine believes it is offline.
        networkMode: "always",
      },
      mutations: { retry: false, networkMode: "always" },
      dehydrate: {
        shouldDehydrateQuery: ({ state }) => state.status === "success" || state.status === "pending",
      },
    },
  });
}
