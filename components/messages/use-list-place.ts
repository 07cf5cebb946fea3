"use client";

import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import {
  emptyPlace,
  goTo,
  type ListPlace,
  type ScrollTarget,
  topSpace,
  withHeights,
  withRows,
  withTouch,
  withView,
} from "./list-place";
import type { HistoryRow } from "./rows";

/** A fling reports at least this often. */
const flingMs = 150;

/**
 * Where a list of rows stands in its frame (`scroller`), and what of it is drawn (`list`, whose children carry their
 * row's key as `data-row`). Everything is measured and put in its place before it is painted.
 */
export function useListPlace(
  scroller: RefObject<HTMLElement | null>,
  list: RefObject<HTMLElement | null>,
  { rows, isComplete, target }: { rows: readonly HistoryRow[]; isComplete: boolean; target: ScrollTarget },
): ListPlace {
  const [last, setPlace] = useState(emptyPlace);
  let place = last;
  if (place.rows !== rows || place.isComplete !== isComplete) place = withRows(place, rows, isComplete);
  if (place.target !== target && place.height > 0 && rows.length > 0) place = goTo(place, target);
  if (place !== last) setPlace(place);

  useLayoutEffect(() => {
    const frame = scroller.current;
    if (!frame) return;
    const look = () => {
      const { scrollTop, clientHeight } = frame;
      const heights = heightsOf(list.current);
      setPlace((now) => withHeights(withView(now, scrollTop, clientHeight), heights));
    };
    // In the event itself: a jump must not paint a screen without rows, nor a row that grew push others away.
    const follow = () => flushSync(look);
    look();
    frame.addEventListener("scroll", follow, { passive: true });
    const observer = new ResizeObserver(follow);
    observer.observe(frame);
    if (list.current) observer.observe(list.current);
    return () => {
      frame.removeEventListener("scroll", follow);
      observer.disconnect();
    };
  }, [scroller, list]);

  const applied = useRef(0);
  const { shifted, top, lift } = place;
  useLayoutEffect(() => {
    if (!scroller.current || shifted === applied.current) return;
    applied.current = shifted;
    // Not by the difference: a list that became shorter has been scrolled by the browser already.
    scroller.current.scrollTop = top + topSpace - lift;
  }, [shifted, top, lift, scroller]);
  // Rows that have just been drawn.
  useLayoutEffect(() => {
    const heights = heightsOf(list.current);
    setPlace((now) => withHeights(now, heights));
  });

  useEffect(() => {
    const frame = scroller.current;
    return frame && stopsWhenScrolled() ? watchTouch(frame, setPlace) : undefined;
  }, [scroller]);
  return place;
}

function heightsOf(list: HTMLElement | null): [string, number][] {
  return Array.from(list?.children ?? [], (row) => [
    row.getAttribute("data-row") ?? "",
    row.getBoundingClientRect().height,
  ]);
}

/** On iOS a fling ends where a script scrolls. */
function stopsWhenScrolled(): boolean {
  return CSS.supports("-webkit-touch-callout", "none");
}

function watchTouch(frame: HTMLElement, change: (next: (place: ListPlace) => ListPlace) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isDown = false;
  const rest = () => {
    clearTimeout(timer);
    if (!isDown) timer = setTimeout(() => change((place) => withTouch(place, false)), flingMs);
  };
  const down = () => {
    isDown = true;
    clearTimeout(timer);
    change((place) => withTouch(place, true));
  };
  const up = (event: TouchEvent) => {
    isDown = event.touches.length > 0;
    rest();
  };
  frame.addEventListener("touchstart", down, { passive: true });
  frame.addEventListener("touchend", up, { passive: true });
  frame.addEventListener("touchcancel", up, { passive: true });
  frame.addEventListener("scroll", rest, { passive: true });
  return () => {
    clearTimeout(timer);
    frame.removeEventListener("touchstart", down);
    frame.removeEventListener("touchend", up);
    frame.removeEventListener("touchcancel", up);
    frame.removeEventListener("scroll", rest);
  };
}
