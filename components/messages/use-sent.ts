"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { conversationKeys } from "@/lib/queries/conversations/keys";
import { seenInHistory } from "@/lib/queries/messages/arrived";
import type { HistoryWindow } from "@/lib/queries/messages/history-window";
import type { OutboxItem } from "@/lib/queries/messages/outbox";

/**
 * Follows what is sent: goes to the newest end for it, asks for it there, and forgets it once the history shows it.
 * What was not confirmed and seems to have arrived after all is looked up, once for each message that seems to be it.
 */
export function useSent({
  appId,
  conversationId,
  window,
  items,
  confirm,
  discard,
  refreshNow,
  onNewest,
}: {
  appId: string;
  conversationId: string;
  window: HistoryWindow | undefined;
  items: readonly OutboxItem[];
  confirm: (item: OutboxItem) => void;
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
  const lookedUp = useRef(new Set<string>());
  useEffect(() => {
    if (!window || items.length === 0) return;
    const { shown, unconfirmed } = seenInHistory(window.messages, items);
    for (const item of shown) discard(item);
    for (const { item, message } of unconfirmed) {
      const look = `${item.operationId} ${message.id}`;
      if (lookedUp.current.has(look)) continue;
      lookedUp.current.add(look);
      confirm(item);
    }
  }, [items, window, confirm, discard]);
}
