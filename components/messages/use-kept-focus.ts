"use client";

import { type FocusEvent, useLayoutEffect, useRef } from "react";
import { passFocusTo } from "@/components/ui/focus-return";
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
    const articles = [...(list.current?.querySelectorAll<HTMLElement>("article[data-row]") ?? [])];
    const article = articles.find((one) => one.dataset.row === heir?.key);
    if (article) passFocusTo(article);
  }, [list, rows]);
  return {
    onFocus: (event: FocusEvent) => {
      const key = event.target.closest<HTMLElement>("article[data-row]")?.dataset.row;
      last.current = key === undefined ? null : { key, index: rows.findIndex((row) => row.key === key) };
    },
    onBlur: (event: FocusEvent) => {
      // Its menu and its dialogs give the focus back.
      if (event.relatedTarget && !event.relatedTarget.closest("[role=menu], [role=dialog]")) {
        last.current = null;
      }
    },
  };
}
