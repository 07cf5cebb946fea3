import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import type {
  ClientRestrictions,
  ClientSessions,
  ClientSummary,
  Subscriptions,
  Unread,
} from "@/lib/contracts/clients";
import type { ConversationList } from "@/lib/contracts/conversations";
import type { AppHistoryPage } from "@/lib/contracts/messages";
import { appPath } from "../app/keys";
import { apiGet } from "../http";
import { readOnceWhenLong } from "../read-once-when-long";
import { untilNextEnd } from "../until-next-end";
import { clientKeys } from "./keys";

/** Client ids that begin with `q` among recent senders, and the exact id if it is used. */
export const clientLookupQueryOptions = (appId: string, q: string) =>
  queryOptions({
    queryKey: clientKeys.lookup(appId, q),
    queryFn: ({ signal }) =>
      apiGet<{ clients: string[] }>(appPath(appId, "clients"), { signal, query: { q } }),
    enabled: q !== "",
    placeholderData: keepPreviousData,
  });

export const clientQueryOptions = (appId: string, clientId: string) =>
  queryOptions({
    queryKey: clientKeys.detail(appId, clientId),
    queryFn: ({ signal }) => apiGet<ClientSummary>(appPath(appId, "clients", clientId), { signal }),
  });

export const clientConversationsQueryOptions = (appId: string, clientId: string, page: number) =>
  queryOptions({
    queryKey: clientKeys.conversations(appId, clientId, page),
    queryFn: ({ signal }) =>
      apiGet<ConversationList>(appPath(appId, "clients", clientId, "conversations"), {
        signal,
        query: { page },
      }),
    placeholderData: keepPreviousData,
  });

/** What the client sent, newest first, older pages on request. */
export const clientMessagesQueryOptions = (appId: string, clientId: string) =>
  infiniteQueryOptions({
    queryKey: clientKeys.messages(appId, clientId),
    queryFn: ({ signal, pageParam }) =>
      apiGet<AppHistoryPage>(appPath(appId, "clients", clientId, "messages"), {
        signal,
        query: { before: pageParam },
      }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
    ...readOnceWhenLong,
  });

export const clientSubscriptionsQueryOptions = (appId: string, clientId: string) =>
  infiniteQueryOptions({
    queryKey: clientKeys.subscriptions(appId, clientId),
    queryFn: ({ signal, pageParam }) =>
      apiGet<Subscriptions>(appPath(appId, "clients", clientId, "subscriptions"), {
        signal,
        query: { before: pageParam },
      }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
  });

/** Where the client is silenced or blocked, a page at a time. */
export const clientRestrictionsQueryOptions = (appId: string, clientId: string) =>
  infiniteQueryOptions({
    queryKey: clientKeys.restrictionsOf(appId, clientId),
    queryFn: ({ signal, pageParam }) =>
      apiGet<ClientRestrictions>(appPath(appId, "clients", clientId, "restrictions"), {
        signal,
        query: { next: pageParam },
      }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
    refetchInterval: ({ state }) =>
      untilNextEnd((state.data?.pages ?? []).flatMap((page) => page.restrictions.map(({ until }) => until))),
  });

/** Where the client is signed in, and where it was. */
export const clientSessionsQueryOptions = (appId: string, clientId: string) =>
  queryOptions({
    queryKey: clientKeys.sessions(appId, clientId),
    queryFn: ({ signal }) =>
      apiGet<ClientSessions>(appPath(appId, "clients", clientId, "sessions"), { signal }),
  });

/** Unread messages of a client, of one conversation or of all. */
export const clientUnreadQueryOptions = (appId: string, clientId: string, conversationId: string | null) =>
  queryOptions({
    queryKey: clientKeys.unread(appId, clientId, conversationId),
    queryFn: ({ signal }) =>
      apiGet<Unread>(appPath(appId, "clients", clientId, "unread"), {
        signal,
        query: { conversation: conversationId },
      }),
  });
