import { queryOptions } from "@tanstack/react-query";
import type { ConversationList } from "@/lib/contracts/conversations";
import { apiGet } from "../http";
import { paletteKeys } from "./keys";

const appPath = (appId: string) => `/api/apps/${encodeURIComponent(appId)}`;

/** A few conversations by part of a name, whole id or member, latest first. */
export function paletteConversationsQueryOptions(appId: string, q: string) {
  return queryOptions({
    queryKey: paletteKeys.conversations(appId, q),
    queryFn: ({ signal }) =>
      apiGet<ConversationList>(`${appPath(appId)}/conversations`, { signal, query: { q, pageSize: 6 } }),
    enabled: q.length > 0,
    staleTime: 30_000,
  });
}

/** Clients whose id begins with, or is, the text. */
export function paletteClientsQueryOptions(appId: string, q: string) {
  return queryOptions({
    queryKey: paletteKeys.clients(appId, q),
    queryFn: ({ signal }) =>
      apiGet<{ clients: string[] }>(`${appPath(appId)}/clients`, { signal, query: { q } }),
    enabled: q.length > 0,
    staleTime: 30_000,
  });
}
