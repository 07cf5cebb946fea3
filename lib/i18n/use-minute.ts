"use client";

import { useNow } from "next-intl";
import { useSyncExternalStore } from "react";

const listeners = new Set<() => void>();
let current = 0;
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void) {
  listeners.add(listener);
  timer ??= setInterval(() => {
    current = Date.now();
    for (const notify of listeners) notify();
  }, 30_000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** The time, renewed every half minute by one timer for the whole page; first the server's, so that both agree. */
export function useMinute(): number {
  const rendered = useNow().getTime();
  return useSyncExternalStore(
    subscribe,
    () => Math.max(current, rendered),
    () => rendered,
  );
}
