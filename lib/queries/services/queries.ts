import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { Subscriptions } from "@/lib/contracts/clients";
import type { ConversationList } from "@/lib/contracts/conversations";
import type { SubscriberPage } from "@/lib/contracts/members";
import { appPath } from "../app/keys";
import { apiGet } from "../http";
import { serviceKeys } from "./keys";

/** Subscribers in the server's order, 50 a page. */
export const subscribersQueryOptions = (appId: string, conversationId: string) =>
  infiniteQueryOptions({
    queryKey: serviceKeys.subscribers(appId, conversationId),
    queryFn: ({ signal, pageParam }) =>
      apiGet<SubscriberPage>(appPath(appId, "conversations", conversationId, "subscribers"), {
        signal,
        query: { after: pageParam, limit: 50 },
      }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
  });

export const subscriberCountQueryOptions = (appId: string, conversationId: string) =>
  queryOptions({
    queryKey: serviceKeys.subscriberCount(appId, conversationId),
    queryFn: ({ signal }) =>
      apiGet<{ count: number }>(appPath(appId, "conversations", conversationId, "subscribers", "count"), {
        signal,
      }),
  });

/** Service conversations to choose from, by part of a name or a whole id. */
export const serviceOptionsQueryOptions = (appId: string, q: string) =>
  queryOptions({
    queryKey: serviceKeys.options(appId, q),
    queryFn: ({ signal }) =>
      apiGet<ConversationList>(appPath(appId, "conversations"), {
        signal,
        query: { kind: "service", q, pageSize: 50, sort: "lastMessageAt" },
      }),
    placeholderData: keepPreviousData,
  });

/** A client has few subscriptions; this many pages of 50 are looked through for one. */
const maxPages = 20;

/** Since when exactly this client subscribes; null when it does not, or when it has too many to look through. */
export const subscriptionQueryOptions = (appId: string, conversationId: string, clientId: string) =>
  queryOptions({
    queryKey: serviceKeys.subscription(appId, conversationId, clientId),
    queryFn: async ({ signal }) => {
      let before: string | null = null;
      for (let page = 0; page < maxPages; page += 1) {
        const found: Subscriptions = await apiGet<Subscriptions>(
          appPath(appId, "clients", clientId, "subscriptions"),
          { signal, query: { before } },
        );
        const hit = found.subscriptions.find((one) => one.conversationId === conversationId);
        if (hit) return { since: hit.since };
        if (found.next === null) break;
        before = found.next;
      }
      return { since: null };
    },
  });
