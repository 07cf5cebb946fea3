"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { conversationKeys } from "@/lib/queries/conversations/keys";
import type { HistoryWindow } from "@/lib/queries/messages/history-window";
import type { OutboxItem } from "@/lib/queries/messages/outbox";

/** Follows what is sent: goes to the newest end for it, asks for it there, and forgets it once the history shows it. */
export function useSent({
  appId,
  conversationId,
  window,
  items,
  discard,
  refreshNow,
  onNewest,
}: {
  appId: string;
  conversationId: string;
  window: HistoryWindow | undefined;
  items: readonly OutboxItem[];
  discard: (item: OutboxItem) => void;
  refreshNow: () => void;
  onNewest: () => void;
}) {
  const queries = useQueryClient();
  const sending = items.findLast((item) => item.state === "sending")?.operationId;
  const lastSending = useRef(sending);
  useEffect(() => {
    if (sending !== undefined && sending !== lastSending.current) onNewest();
    lastSending.current = sending;
  }, [sending, onNewest]);
  const sentCount = items.filter((item) => item.state === "sent").length;
  useEffect(() => {
    if (sentCount === 0) return;
    refreshNow();
    void queries.invalidateQueries({ queryKey: conversationKeys.detail(appId, conversationId) });
    void queries.invalidateQueries({ queryKey: conversationKeys.lastMessage(appId, conversationId) });
  }, [sentCount, refreshNow, queries, appId, conversationId]);
  useEffect(() => {
    const shown = new Set(window?.messages.map((message) => message.id));
    for (const item of items) if (item.messageId !== null && shown.has(item.messageId)) discard(item);
  }, [items, window, discard]);
}
