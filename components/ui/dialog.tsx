"use client";

import { dynamic } from "./dynamic";
import type { OverlayProps } from "./overlay";
import { useEverOpen } from "./use-ever-open";

const Overlay = dynamic(() => import("./overlay").then((module) => module.Overlay));

const sizes = { sm: "max-w-sm", md: "max-w-lg", lg: "max-w-2xl", xl: "max-w-4xl" } as const;

/** A centred dialog. Its code is loaded when it first opens. */
export function Dialog({ size = "md", ...props }: OverlayProps & { size?: keyof typeof sizes }) {
  const wasOpened = useEverOpen(props.isOpen);
  return wasOpened ? <Overlay {...props} placement="center" className={sizes[size]} /> : null;
}
