import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import type {
  ClientIdPage,
  MemberRoles,
  Presence,
  RoomPresence,
  TimedSilencePage,
} from "@/lib/contracts/members";
import { conversationPath } from "../conversations/queries";
import { apiGet, apiPost } from "../http";
import { untilNextEnd } from "../until-next-end";
import { memberKeys } from "./keys";

/** Roles other than plain member. */
export function memberRolesQueryOptions(appId: string, id: string) {
  return queryOptions({
    queryKey: memberKeys.roles(appId, id),
    queryFn: async ({ signal }) =>
      (await apiGet<MemberRoles>(`${conversationPath(appId, id)}/roles`, { signal })).roles,
  });
}

/** Which of these members are online, asked again every half minute. */
export function presenceQueryOptions(appId: string, id: string, clientIds: readonly string[]) {
  return queryOptions({
    queryKey: memberKeys.presence(appId, id, clientIds),
    queryFn: async ({ signal }) =>
      (await apiPost<Presence>(`${conversationPath(appId, id)}/presence`, { clientIds }, { signal })).online,
    enabled: clientIds.length > 0,
    refetchInterval: 30_000,
    placeholderData: keepPreviousData,
  });
}

/** A chat room's online count and a sample of who is there. */
export function roomPresenceQueryOptions(appId: string, id: string) {
  return queryOptions({
    queryKey: memberKeys.online(appId, id),
    queryFn: ({ signal }) => apiGet<RoomPresence>(`${conversationPath(appId, id)}/online`, { signal }),
    refetchInterval: 15_000,
  });
}

/** Those silenced for good, or blocked, a page at a time. */
export function restrictedQueryOptions(appId: string, id: string, list: "silences" | "blocks") {
  return infiniteQueryOptions({
    queryKey: memberKeys.restricted(appId, id, list),
    queryFn: ({ signal, pageParam }) =>
      apiGet<ClientIdPage>(`${conversationPath(appId, id)}/${list}`, { query: { next: pageParam }, signal }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
  });
}

/** Those silenced for a time, and until when; only Parley's own server lists them. */
export function timedSilencesQueryOptions(appId: string, id: string) {
  return infiniteQueryOptions({
    queryKey: memberKeys.restricted(appId, id, "timed-silences"),
    queryFn: ({ signal, pageParam }) =>
      apiGet<TimedSilencePage>(`${conversationPath(appId, id)}/silences/timed`, {
        query: { next: pageParam },
        signal,
      }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
    refetchInterval: ({ state }) =>
      untilNextEnd((state.data?.pages ?? []).flatMap((page) => page.silences.map(({ until }) => until))),
  });
}
