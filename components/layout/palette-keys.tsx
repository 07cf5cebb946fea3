"use client";

import { Kbd } from "@/components/ui/kbd";
import { useModKey } from "./mod-key";

/** The palette's keys as this system writes them. */
export function PaletteKeys() {
  const mod = useModKey();
  return (
    <span aria-hidden className="max-md:hidden">
      <Kbd keys={`${mod} K`} />
    </span>
  );
}
