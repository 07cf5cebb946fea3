"use client";

import { useCallback, useEffect, useMemo, useSyncExternalStore } from "react";
import type { SendMessage } from "@/lib/contracts/messages";
import { getOutbox, type OutboxItem } from "./outbox";
import { resumeOutbox, sendAgain, sendCalls, sendNew } from "./send";
import { tabId } from "./tab-id";

const none: readonly OutboxItem[] = [];

/**
 * What is being sent in a conversation (of a service: to one client), and sending, retrying and discarding.
 * `onSent` follows each settled send.
 */
export function useOutbox(
  appId: string,
  conversationId: string,
  toClient: string | null,
  onSent?: () => void,
) {
  const outbox = getOutbox(appId, toClient === null ? conversationId : `${conversationId}:${toClient}`);
  const calls = useMemo(() => sendCalls(appId, conversationId), [appId, conversationId]);
  const items = useSyncExternalStore(
    outbox.subscribe,
    () => outbox.items,
    () => none,
  );
  useEffect(() => {
    void resumeOutbox(outbox, calls, tabId()).then(onSent);
  }, [outbox, calls, onSent]);

  const send = useCallback(
    (body: SendMessage) => void sendNew(outbox, calls, body, tabId()).then(onSent),
    [outbox, calls, onSent],
  );
  const retry = useCallback(
    (item: OutboxItem) => void sendAgain(outbox, calls, item, tabId()).then(onSent),
    [outbox, calls, onSent],
  );
  const discard = useCallback((item: OutboxItem) => outbox.remove(item.operationId), [outbox]);
  return { items, send, retry, discard };
}
