"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useApp } from "@/components/layout/session-context";
import { restrictedQueryOptions, timedSilencesQueryOptions } from "@/lib/queries/members/queries";

/** Who is silenced, and until when (null: for good), as far as the lists are loaded; for a time where the server tells. */
export function useSilenced(appId: string, conversationId: string) {
  const listsTimed = useApp().capabilities.includes("restrictions");
  const forGood = useInfiniteQuery(restrictedQueryOptions(appId, conversationId, "silences"));
  const timed = useInfiniteQuery({
    ...timedSilencesQueryOptions(appId, conversationId),
    enabled: listsTimed,
  });
  const silenced = useMemo(() => {
    const ends = new Map<string, number | null>();
    for (const page of timed.data?.pages ?? [])
      for (const { clientId, until } of page.silences) ends.set(clientId, until);
    for (const page of forGood.data?.pages ?? []) for (const id of page.clientIds) ends.set(id, null);
    return ends;
  }, [timed.data, forGood.data]);
  return { silenced, listsTimed, forGood, timed };
}
