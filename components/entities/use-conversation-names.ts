"use client";

import { useQueries } from "@tanstack/react-query";
import { useMemo } from "react";
import type { ConversationKind } from "@/lib/contracts/conversations";
import type { Message } from "@/lib/contracts/messages";
import { conversationNamesQueryOptions } from "@/lib/queries/search/queries";

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
  return useQueries({
    queries: chunks.map((ids) => conversationNamesQueryOptions(appId, ids)),
    combine: collectNames,
  });
}

function collectNames(
  results: readonly { data: Record<string, ConversationName> | undefined }[],
): ReadonlyMap<string, ConversationName> {
  return new Map(results.flatMap(({ data }) => (data ? Object.entries(data) : [])));
}
