import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
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

/** Since when exactly this client subscribes; null when it does not. */
export const subscriptionQueryOptions = (appId: string, conversationId: string, clientId: string) =>
  queryOptions({
    queryKey: serviceKeys.subscription(appId, conversationId, clientId),
    queryFn: async ({ signal }) => {
      const { subscribers } = await apiGet<SubscriberPage>(
        appPath(appId, "conversations", conversationId, "subscribers"),
        { signal, query: { client: clientId, limit: 1 } },
      );
      return { since: subscribers.find((one) => one.clientId === clientId)?.since ?? null };
    },
  });
