"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import type { ConversationTableHandle } from "@/components/conversations/conversation-table";

/** Leaves the search box for the first row, as soon as the rows are those of what was typed. */
export function useToRows(found: unknown, isPlaceholder: boolean) {
  const table = useRef<ConversationTableHandle>(null);
  const [isWanted, setWanted] = useState(false);
  useEffect(() => {
    if (!isWanted || found === undefined || isPlaceholder) return;
    setWanted(false);
    // Whoever has gone elsewhere meanwhile stays there.
    if (document.activeElement?.matches("[data-page-search]")) table.current?.focusFirst();
  }, [isWanted, found, isPlaceholder]);
  return { table, toRows: useCallback(() => setWanted(true), []) };
}
