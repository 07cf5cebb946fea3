"use client";

import { useCallback, useSyncExternalStore } from "react";
import { type Column, defaultColumns, readColumns, toggleColumn } from "./columns";

const storageKey = "parley:conversations:columns";
const listeners = new Set<() => void>();
let cachedText: string | null = null;
let cached: readonly Column[] = defaultColumns;

function read(): readonly Column[] {
  let text: string | null = null;
  try {
    text = window.localStorage.getItem(storageKey);
  } catch {
    // Without a storage the standard columns show.
  }
  if (text !== cachedText) {
    cachedText = text;
    cached = readColumns(text);
  }
  return cached;
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The columns this person chose in this browser. */
export function useColumns() {
  const shown = useSyncExternalStore(subscribe, read, () => defaultColumns);
  const toggle = useCallback((column: Column) => {
    try {
      window.localStorage.setItem(storageKey, toggleColumn(read(), column).join(","));
    } catch {
      return;
    }
    for (const listener of listeners) listener();
  }, []);
  return { shown, toggle };
}
