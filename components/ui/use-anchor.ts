"use client";

import { useCallback, useRef, useState } from "react";
import { leaveTo } from "./focus-return";
import type { Anchor } from "./menu-types";

/** Where a popup opens, and giving the focus back to what opened it. */
export function useAnchor() {
  const [anchor, setAnchor] = useState<Anchor | null>(null);
  const opener = useRef<HTMLElement | null>(null);

  const openAt = useCallback((element: HTMLElement) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    opener.current = element;
    setAnchor({ x: left, y: top, width, height });
  }, []);

  const close = useCallback(() => {
    setAnchor(null);
    leaveTo(opener.current);
  }, []);

  return { anchor, openAt, close };
}
