"use client";

import { dynamic } from "./dynamic";
import type { OverlayProps } from "./overlay";
import { useEverOpen } from "./use-ever-open";

const Overlay = dynamic(() => import("./overlay").then((module) => module.Overlay));

/** A panel that slides in from a side over the page. */
export function Sheet({
  side = "right",
  ...props
}: OverlayProps & { side?: "left" | "right"; isTitleHidden?: boolean }) {
  const wasOpened = useEverOpen(props.isOpen);
  return wasOpened ? <Overlay {...props} placement={side} /> : null;
}
