"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import type { Message } from "@/lib/contracts/messages";
import type { Freshness } from "@/lib/queries/messages/history-sync";
import type { HistoryWindow } from "@/lib/queries/messages/history-window";
import type { OutboxItem } from "@/lib/queries/messages/outbox";
import { type Began, countSince } from "./count-since";

const none: readonly Message[] = [];

/**
 * What others wrote since a reply was begun. `tail.beyond`: how many came that are not in memory, because an older
 * place is being read; who wrote those is not known.
 */
export function useSinceBegan({
  window,
  tail: { asOf, beyond },
  outbox,
  isWriting,
}: {
  window: HistoryWindow | undefined;
  tail: Pick<Freshness, "asOf" | "beyond">;
  outbox: readonly OutboxItem[];
  isWriting: boolean;
}) {
  const messages = window?.messages ?? none;
  const isLoaded = window !== undefined;
  const isComplete = window?.newer === null;
  const [began, setBegan] = useState<Began | null>(null);
  const newest = isComplete ? (messages.at(-1)?.timestamp ?? 0) : (asOf ?? Date.now());
  const latest = useRef<Began>({ at: newest, beyond });
  useEffect(() => {
    latest.current = { at: newest, beyond };
  });
  const begin = useCallback(() => setBegan(latest.current), []);
  useEffect(() => {
    if (!isWriting) setBegan(null);
    else if (isLoaded) setBegan((last) => last ?? latest.current);
  }, [isWriting, isLoaded]);

  // Sent from here, and on its way or arrived: that is no one else's.
  const [own, setOwn] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => {
    const ids = outbox.flatMap((item) => item.messageId ?? []);
    setOwn((last) => (ids.every((id) => last.has(id)) ? last : new Set([...last, ...ids])));
  }, [outbox]);

  return { ...countSince(began, { messages, isComplete, beyond, own }), markSeen: begin };
}
