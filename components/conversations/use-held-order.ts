"use client";

import { type FocusEvent, useEffect, useMemo, useRef, useState } from "react";
import type { Conversation } from "@/lib/contracts/conversations";
import { isReordered, type Layout, layOut } from "./held-order";

/** A pointer that moved this long ago may be about to click. */
const aimMs = 1_500;
const none: readonly Conversation[] = [];

/**
 * The rows of the list in an order that does not change under a person's hand: not while some are selected, the focus
 * is in a row (or its menu), or the pointer moves over them.
 */
export function useHeldOrder(
  listKey: string,
  conversations: readonly Conversation[] | undefined,
  { isSelecting, isPlaceholder }: { isSelecting: boolean; isPlaceholder: boolean },
) {
  const [isFocused, setFocused] = useState(false);
  const [isAiming, setAiming] = useState(false);
  const [layout, setLayout] = useState<Layout<Conversation> | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  /** What this person has changed shows at once. */
  const [isLetGo, letGo] = useState(false);
  const now = conversations ?? none;
  // The rows of the last list stand in until those of this one are there.
  const key = isPlaceholder ? (layout?.key ?? listKey) : listKey;
  const next = layOut(layout, key, now, (isSelecting || isFocused || isAiming) && !isLetGo);
  if (next !== layout) setLayout(next);
  // Once: what comes later must not move under the hand.
  if (isLetGo) letGo(false);
  useEffect(() => () => clearTimeout(timer.current), []);

  const handlers = useMemo(
    () => ({
      // A row's menu is drawn elsewhere in the page, but its focus is told here.
      onFocus: (event: FocusEvent) => setFocused(!event.target.closest("thead")),
      onBlur: () => setFocused(false),
      onPointerMove: () => {
        clearTimeout(timer.current);
        timer.current = setTimeout(() => setAiming(false), aimMs);
        setAiming(true);
      },
      onPointerLeave: () => {
        clearTimeout(timer.current);
        setAiming(false);
      },
    }),
    [],
  );
  const isChanged = conversations !== undefined && isReordered(next.rows, now);
  return {
    rows: next.rows,
    handlers,
    reorder: isChanged ? () => letGo(true) : null,
    letGo: () => letGo(true),
  };
}
