"use client";

import { useCallback, useEffect, useSyncExternalStore } from "react";
import { getOutbox, type OutboxItem } from "./outbox";

const none: readonly OutboxItem[] = [];
// Most who read a history have nothing on its way.
const loadSending = () => import("./sending");

/** What is being sent in a conversation (of a service: to one client), and retrying, looking up and discarding it. */
export function useOutbox(appId: string, conversationId: string, toClient: string | null) {
  const outbox = getOutbox(appId, conversationId, toClient);
  const items = useSyncExternalStore(
    outbox.subscribe,
    () => outbox.items,
    () => none,
  );
  useEffect(() => {
    if (outbox.items.length === 0) return;
    // Without the code for it, it stays where it is, for the next visit.
    loadSending()
      .then(({ openSending }) => openSending(appId, conversationId, toClient).resume())
      .catch(() => undefined);
  }, [outbox, appId, conversationId, toClient]);

  const retry = useCallback(
    (item: OutboxItem) =>
      void loadSending().then(({ openSending }) => openSending(appId, conversationId, toClient).again(item)),
    [appId, conversationId, toClient],
  );
  const confirm = useCallback(
    (item: OutboxItem) =>
      void loadSending()
        .then(({ openSending }) => openSending(appId, conversationId, toClient).confirm(item))
        .catch(() => undefined),
    [appId, conversationId, toClient],
  );
  const discard = useCallback((item: OutboxItem) => outbox.remove(item.operationId), [outbox]);
  return { items, retry, confirm, discard };
}
