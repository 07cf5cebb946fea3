"use client";

import { useCallback, useSyncExternalStore } from "react";

const storageKey = "parley:conversation:panel";
const listeners = new Set<() => void>();

function read(): boolean {
  try {
    return window.localStorage.getItem(storageKey) !== "closed";
  } catch {
    return true;
  }
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Whether the details stand beside the messages; kept in this browser. */
export function usePanel() {
  const isOpen = useSyncExternalStore(subscribe, read, () => true);
  const toggle = useCallback(() => {
    try {
      window.localStorage.setItem(storageKey, read() ? "closed" : "open");
    } catch {
      return;
    }
    for (const listener of listeners) listener();
  }, []);
  return { isOpen, toggle };
}
