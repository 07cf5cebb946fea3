"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import type { Message } from "@/lib/contracts/messages";
import type { OutboxItem } from "@/lib/queries/messages/outbox";

interface Began {
  /** The newest message there was. */
  at: number;
  beyond: number;
}

/**
 * What others wrote since a reply was begun. `beyond`: how many came that are not in memory, because an older place
 * is being read; who wrote those is not known.
 */
export function useSinceBegan({
  messages,
  isLoaded,
  isComplete,
  beyond,
  asOf,
  outbox,
  isWriting,
}: {
  messages: readonly Message[];
  isLoaded: boolean;
  isComplete: boolean;
  beyond: number;
  asOf: number | null;
  outbox: readonly OutboxItem[];
  isWriting: boolean;
}) {
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

  if (began === null) return { count: 0, names: [], markSeen: begin };
  if (!isComplete) return { count: Math.max(0, beyond - began.beyond), names: [], markSeen: begin };
  const theirs = messages.filter((message) => message.timestamp > began.at && !own.has(message.id));
  return { count: theirs.length, names: [...new Set(theirs.map(({ from }) => from))], markSeen: begin };
}
