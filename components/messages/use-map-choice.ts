"use client";

import { useLocale } from "next-intl";
import { useCallback, useSyncExternalStore } from "react";
import { type MapChoice, maps } from "./maps";

const storageKey = "parley:map";
const listeners = new Set<() => void>();

function read(): MapChoice | null {
  try {
    const kept = window.localStorage.getItem(storageKey);
    return maps.find((map) => map === kept) ?? null;
  } catch {
    return null;
  }
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The map this person opens places in; until they choose, one that is common in their language. */
export function useMapChoice() {
  const locale = useLocale();
  const kept = useSyncExternalStore(subscribe, read, () => null);
  const choose = useCallback((map: MapChoice) => {
    try {
      window.localStorage.setItem(storageKey, map);
    } catch {
      return;
    }
    for (const listener of listeners) listener();
  }, []);
  return { map: kept ?? (locale === "zh-CN" ? "amap" : "openstreetmap"), choose };
}
