"use client";

import { useSyncExternalStore } from "react";

const subscribe = () => () => undefined;

/** The main modifier as this system writes it. */
export function useModKey(): "⌘" | "Ctrl" {
  return useSyncExternalStore(subscribe, isApple, () => false) ? "⌘" : "Ctrl";
}

function isApple(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.userAgent);
}
