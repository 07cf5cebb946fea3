"use client";

import { useEffect } from "react";

/** Names the browser's tab after what the page has read; until then it says what kind of page it is. */
export function usePageTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Parley`;
  }, [title]);
}
