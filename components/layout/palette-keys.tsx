"use client";

import { useSyncExternalStore } from "react";
import { Kbd } from "@/components/ui/kbd";

const subscribe = () => () => undefined;

/** The palette's keys as this system writes them. */
export function PaletteKeys() {
  const isMac = useSyncExternalStore(subscribe, isApple, () => false);
  return (
    <span aria-hidden className="max-md:hidden">
      <Kbd keys={isMac ? "⌘ K" : "Ctrl K"} />
    </span>
  );
}

/** Whether the system's main modifier is the command key. */
export function isApple(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.userAgent);
}
