"use client";

import { type FocusEvent, useLayoutEffect, useRef } from "react";
import type { HistoryRow } from "./rows";

/** When the message with the focus is gone (deleted, here or elsewhere), the one in its place gets it. */
export function useKeptFocus(list: { current: HTMLElement | null }, rows: readonly HistoryRow[]) {
  const last = useRef<{ key: string; index: number } | null>(null);
  useLayoutEffect(() => {
    const kept = last.current;
    if (!kept) return;
    const index = rows.findIndex((row) => row.key === kept.key);
    if (index >= 0) {
      last.current = { key: kept.key, index };
      return;
    }
    last.current = null;
    const heir = rows[Math.min(kept.index, rows.length - 1)];
    if (document.activeElement !== document.body || !heir) return;
    const articles = list.current?.querySelectorAll<HTMLElement>("article[data-row]") ?? [];
    [...articles].find((article) => article.dataset.row === heir.key)?.focus({ preventScroll: true });
  }, [list, rows]);
  return {
    onFocus: (event: FocusEvent) => {
      const key = event.target.closest<HTMLElement>("article[data-row]")?.dataset.row;
      last.current = key === undefined ? null : { key, index: rows.findIndex((row) => row.key === key) };
    },
    onBlur: (event: FocusEvent) => {
      if (event.relatedTarget) last.current = null;
    },
  };
}
