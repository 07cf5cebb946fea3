"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import type { ConversationKind } from "@/lib/contracts/conversations";
import type { Message } from "@/lib/contracts/messages";
import { shouldRetry } from "@/lib/queries/query-client";
import { searchKeys } from "@/lib/queries/search/keys";
import { conversationNamesQueryOptions, namesKeptMs } from "@/lib/queries/search/queries";

export interface ConversationName {
  id: string;
  name: string | null;
  kind: ConversationKind;
  members: string[];
}

/** Names of the conversations that pages of messages speak of; one call a page, kept for five minutes. */
export function useConversationNames(
  appId: string,
  pages: readonly (readonly Pick<Message, "conversationId">[])[],
): ReadonlyMap<string, ConversationName> {
  const chunks = useMemo(() => {
    const asked = new Set<string>();
    return pages
      .map((page) => {
        const fresh = [...new Set(page.map((message) => message.conversationId))].filter(
          (id) => !asked.has(id),
        );
        for (const id of fresh) asked.add(id);
        return fresh;
      })
      .filter((ids) => ids.length > 0);
  }, [pages]);
  const client = useQueryClient();
  const { data } = useQuery({
    queryKey: searchKeys.namesOfPages(appId, chunks),
    // Each page's names are kept by themselves: only what is new or old is asked for.
    queryFn: async () => {
      const ask = (ids: string[]) =>
        client.fetchQuery({ ...conversationNamesQueryOptions(appId, ids), retry: shouldRetry });
      const answers = await Promise.allSettled(chunks.map(ask));
      return answers.flatMap((answer) => (answer.status === "fulfilled" ? [answer.value] : []));
    },
    enabled: chunks.length > 0,
    staleTime: namesKeptMs,
    placeholderData: (last) => last,
  });
  return useMemo(() => new Map(data?.flatMap((names) => Object.entries(names))), [data]);
}
