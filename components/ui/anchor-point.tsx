"use client";

import type { ComponentProps } from "react";
import { createPortal } from "react-dom";
import type { Anchor } from "./menu-types";

/**
 * The invisible place that a menu or popover hangs on. It lies in the body: an ancestor with containment or a
 * transform would move what is fixed to the window.
 */
export function AnchorPoint({ anchor, ...props }: ComponentProps<"span"> & { anchor: Anchor }) {
  return createPortal(
    <span
      {...props}
      aria-hidden
      className="pointer-events-none fixed"
      style={{ left: anchor.x, top: anchor.y, width: anchor.width, height: anchor.height }}
    />,
    document.body,
  );
}
