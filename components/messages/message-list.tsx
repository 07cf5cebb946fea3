"use client";

import { useVirtualizer, type Virtualizer } from "@tanstack/react-virtual";
import { ArrowDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import { ErrorState } from "@/components/layout/error-state";
import { Button } from "@/components/ui/button";
import { Spinner } from "@/components/ui/spinner";
import type { EdgeState } from "@/lib/queries/messages/use-history";
import { StickyDay } from "./day-separator";
import { estimateSize } from "./estimate-size";
import { findRow, type HistoryRow } from "./rows";

const loadAheadPx = 3_200;
const topSpace = 56;
/** Frames in which the target must have been in view before more is read; looks after which that is given up. */
const settledFrames = 5;
const maxLooks = 300;
type Edge = EdgeState & { hasMore: boolean; load: () => void };

export interface ScrollTarget {
  /** A place, or null for the newest end. */
  cursor: string | null;
  /** A new value scrolls again. */
  nonce: number;
}

/**
 * The scrolling history: only what is near the screen is drawn, more is read before an edge is reached, and what is
 * on the screen stays where it is whatever comes or goes at either end.
 */
export function MessageList({
  label,
  rows,
  target,
  older,
  newer,
  beginning,
  unseen,
  onEnd,
  onReadBack,
  onNewest,
  renderRow,
}: {
  label: string;
  rows: HistoryRow[];
  target: ScrollTarget;
  older: Edge;
  newer: Edge;
  /** What stands above the first message there is. */
  beginning: ReactNode;
  /** How many came since the newest end was last in view. */
  unseen: number;
  /** The newest end came into view, or went out of it. */
  onEnd: (isAtEnd: boolean) => void;
  /** Whether the oldest half of the window is being read. */
  onReadBack: (isReadingBack: boolean) => void;
  onNewest: () => void;
  renderRow: (row: HistoryRow) => ReactNode;
}) {
  const scroller = useRef<HTMLDivElement>(null);
  const isComplete = !newer.hasMore;
  // Following the newest begins one render after the end was reached: reaching it by reading on must not jump.
  const [wasComplete, setWasComplete] = useState(isComplete);
  useEffect(() => setWasComplete(isComplete), [isComplete]);

  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: useSteadyEstimates(rows),
    getItemKey: useCallback((index: number) => rows[index]?.key ?? index, [rows]),
    overscan: 10,
    paddingStart: topSpace,
    paddingEnd: 16,
    anchorTo: "end",
    followOnAppend: isComplete && wasComplete,
    scrollEndThreshold: 60,
  });

  const { isPlaced, offset, total, height } = usePlacement(virtualizer, rows, target);
  useReshapedRows(virtualizer, rows);
  const isAtEnd = isComplete && virtualizer.isAtEnd(60);
  useEffect(() => {
    if (!isPlaced) return;
    if (wants(older) && offset < loadAheadPx) older.load();
    if (wants(newer) && total - offset - height < loadAheadPx) newer.load();
  });
  useEffect(() => {
    if (isPlaced) onEnd(isAtEnd);
  }, [isPlaced, isAtEnd, onEnd]);
  const isReadingBack = offset + height / 2 < total / 2 && total > height * 2;
  useEffect(() => onReadBack(isReadingBack), [isReadingBack, onReadBack]);

  const items = virtualizer.getVirtualItems();
  const topIndex = virtualizer.getVirtualItemForOffset(offset + 12)?.index;
  const topRow = topIndex === undefined ? undefined : rows[topIndex];
  const first = items[0];
  const isFar = !isComplete || total - offset - height > 1_200;
  return (
    <div className="relative min-h-0 flex-1">
      {topRow && (offset > topSpace || older.hasMore) ? <StickyDay at={topRow.at} /> : null}
      <div
        ref={scroller}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
        tabIndex={0}
        role="feed"
        aria-label={label}
        aria-busy={older.isLoading || newer.isLoading}
        className="h-full overflow-y-auto overscroll-contain [overflow-anchor:none]"
      >
        <div className="relative w-full" style={{ height: total }}>
          <div
            className="absolute inset-x-0 top-0 flex items-center justify-center text-muted text-sm"
            style={{ height: topSpace }}
          >
            <EdgeNote edge={older}>{beginning}</EdgeNote>
          </div>
          <div
            className="absolute inset-x-0 top-0"
            style={{ transform: `translateY(${first?.start ?? 0}px)` }}
          >
            {items.map((item) => {
              const row = rows[item.index];
              return row ? (
                <article
                  key={item.key}
                  ref={virtualizer.measureElement}
                  data-index={item.index}
                  data-row={row.key}
                  aria-posinset={item.index + 1}
                  aria-setsize={isComplete && !older.hasMore ? rows.length : -1}
                  tabIndex={-1}
                  className="outline-offset-[-2px]"
                >
                  {renderRow(row)}
                </article>
              ) : null;
            })}
          </div>
        </div>
      </div>
      <div className="pointer-events-none absolute inset-x-0 bottom-2 flex justify-center">
        <EndNote
          newer={newer}
          unseen={unseen}
          isOffered={isPlaced && (unseen > 0 || isFar) && !isAtEnd}
          onNewest={onNewest}
        />
      </div>
    </div>
  );
}

/** What floats above the newest end: the way there, or why reading on failed. */
function EndNote({
  newer,
  unseen,
  isOffered,
  onNewest,
}: {
  newer: Edge;
  unseen: number;
  isOffered: boolean;
  onNewest: () => void;
}) {
  const t = useTranslations("messages");
  if (newer.error) {
    return (
      <div className="pointer-events-auto rounded-md border bg-raised">
        <ErrorState error={newer.error} onRetry={newer.load} isCompact />
      </div>
    );
  }
  if (!isOffered) return null;
  return (
    <Button
      size="sm"
      icon={newer.isLoading ? <Spinner size={13} /> : <ArrowDown size={13} aria-hidden />}
      onClick={onNewest}
      className="pointer-events-auto rounded-full shadow-pop"
    >
      {unseen > 0 ? t("newMessages", { count: unseen }) : t("toNewest")}
    </Button>
  );
}

/**
 * What a row is taken to be as high until it was drawn. Once said it stays: an edit further up, out of sight, must not
 * move what is being read.
 */
function useSteadyEstimates(rows: HistoryRow[]): (index: number) => number {
  const estimates = useRef(new Map<string, number>());
  return (index) => {
    const row = rows[index];
    const known = row && estimates.current.get(row.key);
    if (known !== undefined) return known;
    const size = estimateSize(row);
    if (row) estimates.current.set(row.key, size);
    return size;
  };
}

function wants(edge: Edge): boolean {
  return edge.hasMore && !edge.isLoading && !edge.error;
}

/** Scrolls to the target once there is something to scroll, and keeps the newest in sight when the frame shrinks. */
function usePlacement(
  virtualizer: Virtualizer<HTMLDivElement, Element>,
  rows: HistoryRow[],
  target: ScrollTarget,
) {
  const done = useRef<ScrollTarget | null>(null);
  const lastHeight = useRef(0);
  const wasAtEnd = useRef(false);
  const offset = virtualizer.scrollOffset ?? 0;
  const total = virtualizer.getTotalSize();
  const height = virtualizer.scrollRect?.height ?? 0;
  const isReady = rows.length > 0 && height > 0;
  const [settled, setSettled] = useState<ScrollTarget | null>(null);
  const isPlaced = isReady && settled === target;
  const latest = useRef(rows);
  useLayoutEffect(() => {
    if (!isReady || done.current === target) return;
    done.current = target;
    if (target.cursor === null) virtualizer.scrollToEnd();
    else virtualizer.scrollToIndex(findRow(rows, target.cursor), { align: "center" });
  }, [target, isReady, rows, virtualizer]);
  // The virtualizer goes on scrolling to an index for some frames; rows put before it meanwhile would move the place.
  useEffect(() => {
    latest.current = rows;
  });
  useEffect(() => {
    if (!isReady || settled === target) return;
    let frame = 0;
    let shown = 0;
    let looks = 0;
    const look = () => {
      const list = latest.current;
      const index = target.cursor === null ? list.length - 1 : findRow(list, target.cursor);
      shown = isInView(virtualizer, index) ? shown + 1 : 0;
      looks += 1;
      if (shown >= settledFrames || looks > maxLooks) setSettled(target);
      else frame = requestAnimationFrame(look);
    };
    frame = requestAnimationFrame(look);
    return () => cancelAnimationFrame(frame);
  }, [isReady, settled, target, virtualizer]);
  useLayoutEffect(() => {
    if (lastHeight.current !== height && wasAtEnd.current) virtualizer.scrollToEnd();
    lastHeight.current = height;
  }, [height, virtualizer]);
  useEffect(() => {
    wasAtEnd.current = isReady && done.current === target && virtualizer.isAtEnd(60);
  });
  useEffect(
    () => () => {
      done.current = null;
    },
    [],
  );
  return { isPlaced, offset, total, height };
}

/**
 * A row that was the first loses its separator and its sender's name when older ones come before it: it shrinks at
 * its top, and what is below must not move. The rest is as the virtualizer does it by itself.
 */
function useReshapedRows(virtualizer: Virtualizer<HTMLDivElement, Element>, rows: HistoryRow[]) {
  const first = useRef(rows[0]?.key);
  const reshaped = useRef(new Set<unknown>());
  useLayoutEffect(() => {
    const before = first.current;
    first.current = rows[0]?.key;
    if (before !== undefined && before !== first.current) reshaped.current.add(before);
    virtualizer.shouldAdjustScrollPositionOnItemSizeChange = (item, _delta, instance) => {
      const offset = instance.scrollOffset ?? 0;
      if (reshaped.current.delete(item.key)) return item.start < offset + (instance.scrollRect?.height ?? 0);
      if (!instance.itemSizeCache.has(item.key)) return item.start < offset;
      return item.end <= offset && instance.scrollDirection !== "backward";
    };
  }, [rows, virtualizer]);
}

function EdgeNote({ edge, children }: { edge: Edge; children: ReactNode }) {
  const t = useTranslations("common.state");
  if (edge.error) return <ErrorState error={edge.error} onRetry={edge.load} isCompact />;
  if (edge.hasMore) {
    return (
      <span className="flex items-center gap-2">
        <Spinner /> {t("loading")}
      </span>
    );
  }
  return children;
}

function isInView(virtualizer: Virtualizer<HTMLDivElement, Element>, index: number): boolean {
  const offset = virtualizer.scrollOffset ?? 0;
  const height = virtualizer.scrollRect?.height ?? 0;
  const item = virtualizer.getVirtualItems().find((one) => one.index === index);
  return item !== undefined && item.start < offset + height && item.end > offset;
}
