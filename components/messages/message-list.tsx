"use client";

import { ArrowDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useMemo, useRef } from "react";
import { rowAt } from "@/components/entities/row-places";
import { ErrorState } from "@/components/layout/error-state";
import { Button } from "@/components/ui/button";
import { Spinner } from "@/components/ui/spinner";
import type { EdgeState } from "@/lib/queries/messages/use-history";
import { StickyDay } from "./day-separator";
import { isAtEnd, rowsNear, type ScrollTarget, topSpace, totalOf } from "./list-place";
import type { HistoryRow } from "./rows";
import { useKeptFocus } from "./use-kept-focus";
import { useListPlace } from "./use-list-place";

const loadAheadPx = 3_200;
type Edge = EdgeState & { hasMore: boolean; load: () => void };

/**
 * The scrolling history: only what is near the screen is drawn, more is read before an edge is reached, and what is
 * on the screen stays where it is whatever comes or goes at either end.
 */
export function MessageList({
  label,
  rows,
  target,
  isShown,
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
  /** It has been drawn: more may be read. */
  isShown: boolean;
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
  const list = useRef<HTMLDivElement>(null);
  const isComplete = !newer.hasMore;
  const place = useListPlace(scroller, list, { rows, isComplete, target });
  const keptFocus = useKeptFocus(list, rows);
  const { top, height, starts } = place;
  const offset = top + topSpace;
  const total = totalOf(place);
  const isPlaced = place.target === target;
  const isEnd = isComplete && isAtEnd(place);
  useEffect(() => {
    if (!isPlaced || !isShown) return;
    if (wants(older) && offset < loadAheadPx) older.load();
    if (wants(newer) && total - offset - height < loadAheadPx) newer.load();
  });
  useEffect(() => {
    if (isPlaced) onEnd(isEnd);
  }, [isPlaced, isEnd, onEnd]);
  const isReadingBack = offset + height / 2 < total / 2 && total > height * 2;
  useEffect(() => onReadBack(isReadingBack), [isReadingBack, onReadBack]);

  const drawn = rowsNear(place);
  const from = drawn[0]?.index ?? 0;
  const until = from + drawn.length;
  // While it scrolls over what is drawn already, nothing of that is drawn again.
  const articles = useMemo(
    () =>
      rows.slice(from, until).map((row, index) => (
        <article
          key={row.key}
          data-row={row.key}
          aria-posinset={from + index + 1}
          aria-setsize={isComplete && !older.hasMore ? rows.length : -1}
          tabIndex={-1}
          className="outline-offset-[-2px]"
        >
          {renderRow(row)}
        </article>
      )),
    [rows, from, until, isComplete, older.hasMore, renderRow],
  );
  const topRow = rows[Math.min(rowAt(starts, top + 12), rows.length - 1)];
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
            ref={list}
            {...keptFocus}
            className="absolute inset-x-0 top-0"
            style={{ transform: `translateY(${topSpace + (drawn[0]?.start ?? 0) - place.lift}px)` }}
          >
            {articles}
          </div>
        </div>
      </div>
      <div className="pointer-events-none absolute inset-x-0 bottom-2 flex justify-center">
        <EndNote
          newer={newer}
          unseen={unseen}
          isOffered={isPlaced && (unseen > 0 || isFar) && !isEnd}
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

function wants(edge: Edge): boolean {
  return edge.hasMore && !edge.isLoading && !edge.error;
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
