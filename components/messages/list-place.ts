import { rowAt, rowStarts, rowsBetween } from "@/components/entities/row-places";
import { estimateSize } from "./estimate-size";
import { findRow, type HistoryRow } from "./rows";

/** Space above the first row and below the last one. */
export const topSpace = 56;
export const bottomSpace = 16;
/** So near to the end counts as being there. */
const endPx = 60;
/** Rounding moves the place by less than this; a person by more. */
const roundingPx = 2;
const aheadPx = 400;
const stepPx = 200;

export interface ScrollTarget {
  /** A place, or null for the newest end. */
  cursor: string | null;
  /** A new value scrolls again. */
  nonce: number;
}

/** A list of rows in a frame that scrolls: how high each row is, and what is on the screen. */
export interface ListPlace {
  rows: readonly HistoryRow[];
  /** Nothing newer comes behind the last row. */
  isComplete: boolean;
  /** As measured, else as guessed. */
  heights: ReadonlyMap<string, number>;
  measured: ReadonlySet<string>;
  /** Where each row begins below the top of the first, and where the last one ends. */
  starts: readonly number[];
  /** How far below the first row's top the screen begins. */
  top: number;
  /** Of the frame; 0 until it is known. */
  height: number;
  /** Where it last was told to go. */
  target: ScrollTarget | null;
  /** The row kept in the middle until a person scrolls. */
  held: string | null;
  /** How far it has scrolled by itself so that nothing moves, all in all. */
  shifted: number;
  /** The same while a finger scrolls, when scrolling by script would stop it: the rows are drawn that much higher. */
  lift: number;
  isTouched: boolean;
}

export const emptyPlace: ListPlace = {
  rows: [],
  isComplete: false,
  heights: new Map(),
  measured: new Set(),
  starts: [0],
  top: -topSpace,
  height: 0,
  target: null,
  held: null,
  shifted: 0,
  lift: 0,
  isTouched: false,
};

/** Rows came or went: what is on the screen stays, and who is at the newest end stays there. */
export function withRows(before: ListPlace, rows: readonly HistoryRow[], isComplete: boolean): ListPlace {
  const heights = new Map(rows.map((row) => [row.key, before.heights.get(row.key) ?? estimateSize(row)]));
  const measured = new Set(rows.map((row) => row.key).filter((key) => before.measured.has(key)));
  // The first row loses its name and picture when older ones come before it: it has to be measured anew.
  const [first] = before.rows;
  if (first && first.key !== rows[0]?.key) measured.delete(first.key);
  const held = before.held !== null && heights.has(before.held) ? before.held : null;
  const after = laidOut({ ...before, rows, isComplete, measured, held }, heights);
  // Following begins after the end was reached: reaching it by reading on must not jump.
  const isFollowing = before.isComplete && isComplete && isAtEnd(before);
  const isNew = before.rows.at(-1)?.key !== rows.at(-1)?.key;
  return isFollowing && isNew ? moveTo({ ...after, held: null }, endOf(after)) : keepPlace(before, after);
}

/** Rows are drawn, so their heights are known: what is on the screen stays. */
export function withHeights(before: ListPlace, drawn: Iterable<readonly [string, number]>): ListPlace {
  const heights = new Map(before.heights);
  const measured = new Set(before.measured);
  let isChanged = false;
  for (const [key, height] of drawn) {
    const last = heights.get(key);
    if (last === undefined || height <= 0) continue;
    if (measured.has(key) && Math.abs(height - last) < 0.1) continue;
    heights.set(key, height);
    measured.add(key);
    isChanged = true;
  }
  return isChanged ? keepPlace(before, laidOut({ ...before, measured }, heights)) : before;
}

/** Somebody scrolled, or the frame became higher or lower. */
export function withView(before: ListPlace, scrollTop: number, height: number): ListPlace {
  const top = scrollTop - topSpace + before.lift;
  // What is not displayed has no height, and keeps its place.
  if (height === 0 || (top === before.top && height === before.height)) return before;
  const after = { ...before, top, height };
  if (height === before.height) {
    return Math.abs(top - before.top) > roundingPx ? { ...after, held: null } : after;
  }
  if (before.held !== null) return moveTo(after, middleOf(after, before.held));
  return before.height > 0 && isAtEnd(before) ? moveTo(after, endOf(after)) : after;
}

/** Goes to the newest end, or brings a row to the middle and keeps it there until a person scrolls. */
export function goTo(place: ListPlace, target: ScrollTarget): ListPlace {
  const key = target.cursor === null ? undefined : place.rows[findRow(place.rows, target.cursor)]?.key;
  if (key === undefined) return moveTo({ ...place, target, held: null }, endOf(place));
  return moveTo({ ...place, target, held: key }, middleOf(place, key));
}

/** A finger takes hold of the list, or its fling has come to rest. */
export function withTouch(place: ListPlace, isTouched: boolean): ListPlace {
  if (isTouched) return { ...place, isTouched };
  return { ...place, isTouched, shifted: place.shifted + place.lift, lift: 0 };
}

/** The newest end is on the screen. */
export function isAtEnd(place: ListPlace): boolean {
  return endOf(place) - place.top <= endPx;
}

/** The rows to draw: those near the screen. */
export function rowsNear({ starts, top, height }: ListPlace): { index: number; start: number }[] {
  if (height === 0) return [];
  const from = Math.floor(top / stepPx) * stepPx;
  return rowsBetween(starts, from - aheadPx, from + stepPx + height + aheadPx);
}

/** The height of all that scrolls. */
export function totalOf({ starts }: ListPlace): number {
  return topSpace + (starts.at(-1) ?? 0) + bottomSpace;
}

/** How far below the first row's top the screen begins when the newest end is in view. */
function endOf(place: ListPlace): number {
  return Math.max(0, totalOf(place) - place.height) - topSpace;
}

function middleOf({ rows, starts, height }: ListPlace, key: string): number {
  const index = rows.findIndex((row) => row.key === key);
  const [start = 0, end = 0] = starts.slice(index, index + 2);
  return (start + end - height) / 2;
}

function laidOut(place: ListPlace, heights: ReadonlyMap<string, number>): ListPlace {
  const keys = place.rows.map((row) => row.key);
  return { ...place, heights, starts: rowStarts(keys, (key) => heights.get(key) ?? 0) };
}

function moveTo(place: ListPlace, wanted: number): ListPlace {
  const top = Math.min(Math.max(wanted, -topSpace), endOf(place));
  const by = top - place.top;
  if (by === 0) return place;
  return place.isTouched
    ? { ...place, top, lift: place.lift + by }
    : { ...place, top, shifted: place.shifted + by };
}

function keepPlace(before: ListPlace, after: ListPlace): ListPlace {
  if (after.height === 0) return after;
  if (after.held !== null) return moveTo(after, middleOf(after, after.held));
  if (before.isComplete && after.isComplete && isAtEnd(before)) {
    return moveTo(after, after.top + endOf(after) - endOf(before));
  }
  return moveTo(after, after.top + movementOf(before, after));
}

/**
 * How far what is on the screen has moved: the upper edge of its first row, for a row grows downwards. A row that was
 * only guessed does not tell, it is corrected out of sight above; one that is gone leaves it to its neighbours.
 */
function movementOf(before: ListPlace, after: ListPlace): number {
  const indexOf = new Map(after.rows.map((row, index) => [row.key, index]));
  const movement = (index: number, edge: 0 | 1): number | undefined => {
    const now = indexOf.get(before.rows[index]?.key ?? "");
    return now === undefined ? now : (after.starts[now + edge] ?? 0) - (before.starts[index + edge] ?? 0);
  };
  const { rows, starts, measured, top, height } = before;
  const first = Math.min(rowAt(starts, top), rows.length - 1);
  for (let index = first; index < rows.length && (starts[index] ?? 0) < top + height; index += 1) {
    const moved = measured.has(rows[index]?.key ?? "") ? movement(index, 0) : undefined;
    if (moved !== undefined) return moved;
  }
  for (let index = first; index >= 0; index -= 1) {
    const moved = movement(index, 1);
    if (moved !== undefined) return moved;
  }
  return 0;
}
