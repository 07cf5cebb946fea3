"use client";

import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { rowStarts, rowsBetween } from "./row-places";

interface WindowedRows {
  /** Height of all rows together. */
  total: number;
  /** The rows near the screen, each with its distance from the first row's top. */
  rows: { index: number; start: number }[];
  /** `ref` of each drawn row, which also carries its key as `data-row`. */
  measure: (element: HTMLElement | null) => (() => void) | undefined;
  scrollTo: (index: number) => void;
}

interface Layout {
  keys: readonly string[];
  starts: readonly number[];
  /** As measured. */
  heights: ReadonlyMap<string, number>;
  scroller: HTMLElement | null;
  margin: number;
}

const unmeasured: ReadonlyMap<string, number> = new Map();
const aheadPx = 800;
const stepPx = 200;

/**
 * Draws of a long list only what is near the screen. Rows are of any height: each is measured while it is drawn and
 * guessed before. What stands above the screen may turn out higher or lower without moving what is read.
 */
export function useWindowedRows({
  keys,
  guess,
  scroller,
  margin,
}: {
  keys: readonly string[];
  guess: (index: number) => number;
  scroller: HTMLElement | null;
  /** How far below the scroller's top the list begins. */
  margin: number;
}): WindowedRows {
  const [heights, setHeights] = useState(unmeasured);
  const wanted = useRef<number | null>(null);
  const starts = useMemo(
    () => rowStarts(keys, (key, index) => heights.get(key) ?? guess(index)),
    [keys, guess, heights],
  );
  const [view, setView] = useState({ top: 0, bottom: 0 });
  const latest = useRef<Layout>({ keys, starts, heights, scroller, margin });
  useLayoutEffect(() => {
    latest.current = { keys, starts, heights, scroller, margin };
  });

  useLayoutEffect(() => {
    if (!scroller) return;
    const look = () => {
      const next = viewOf(scroller, margin);
      setView((last) => (last.top === next.top && last.bottom === next.bottom ? last : next));
    };
    // In the event itself: a jump must not paint a screen without rows.
    const follow = () => flushSync(look);
    look();
    scroller.addEventListener("scroll", follow, { passive: true });
    const observer = new ResizeObserver(look);
    observer.observe(scroller);
    return () => {
      scroller.removeEventListener("scroll", follow);
      observer.disconnect();
    };
  }, [scroller, margin]);

  const observer = useRef<ResizeObserver | null>(null);
  const measure = useCallback((element: HTMLElement | null) => {
    if (!element) return;
    observer.current ??= new ResizeObserver((entries) => {
      const { heights: taken, above } = takeHeights(entries, latest.current);
      const frame = latest.current.scroller;
      const top = (frame?.scrollTop ?? 0) + above;
      // Before they are painted: the rows and the scrolling have to move together.
      flushSync(() => setHeights(taken));
      if (above !== 0 && frame) frame.scrollTop = top;
    });
    const watcher = observer.current;
    watcher.observe(element);
    return () => watcher.unobserve(element);
  }, []);
  useEffect(() => () => observer.current?.disconnect(), []);

  const align = useCallback(() => {
    const index = wanted.current;
    const { starts: places, scroller: frame, margin: before } = latest.current;
    if (index === null || !frame) return;
    const [start = 0, end = 0] = places.slice(index, index + 2);
    if (start + before < frame.scrollTop) frame.scrollTop = start + before;
    else if (end + before > frame.scrollTop + frame.clientHeight) {
      frame.scrollTop = end + before - frame.clientHeight;
    }
  }, []);
  // A row that was far away is only measured on arrival.
  useLayoutEffect(() => {
    const index = wanted.current;
    if (index === null || heights === unmeasured) return;
    align();
    if (heights.has(latest.current.keys[index] ?? "")) wanted.current = null;
  }, [heights, align]);
  const scrollTo = useCallback(
    (index: number) => {
      wanted.current = index;
      align();
      const { keys: known, heights: measured } = latest.current;
      if (measured.has(known[index] ?? "")) wanted.current = null;
    },
    [align],
  );

  return {
    total: starts.at(-1) ?? 0,
    rows: rowsBetween(starts, view.top - aheadPx, view.bottom + aheadPx),
    measure,
    scrollTo,
  };
}

/** The heights with those just measured, and by how much what stands above the screen has grown. */
function takeHeights(
  entries: readonly ResizeObserverEntry[],
  { keys, starts, heights, scroller, margin }: Layout,
): { heights: ReadonlyMap<string, number>; above: number } {
  const next = new Map(heights);
  const top = scroller ? scroller.scrollTop - margin : 0;
  let above = 0;
  let isChanged = false;
  for (const { target, borderBoxSize } of entries) {
    const key = target.getAttribute("data-row") ?? "";
    const index = keys.indexOf(key);
    const height = borderBoxSize[0]?.blockSize ?? 0;
    // A row that has just been taken out is told of too, with no height.
    if (index < 0 || height === 0 || height === heights.get(key)) continue;
    next.set(key, height);
    isChanged = true;
    const [start = 0, end = 0] = starts.slice(index, index + 2);
    if (end <= top) above += height - (end - start);
  }
  return { heights: isChanged ? next : heights, above };
}

/** What is on the screen, in steps: not every pixel draws the list anew. */
function viewOf(scroller: HTMLElement, margin: number) {
  const top = Math.floor((scroller.scrollTop - margin) / stepPx) * stepPx;
  return { top, bottom: top + scroller.clientHeight };
}
