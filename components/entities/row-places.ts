/** Where each row begins, and behind the last one where all of them end. */
export function rowStarts(
  keys: readonly string[],
  heightOf: (key: string, index: number) => number,
): number[] {
  const starts = [0];
  let end = 0;
  for (const [index, key] of keys.entries()) {
    end += heightOf(key, index);
    starts.push(end);
  }
  return starts;
}

/** The rows that lie at least partly between two heights. */
export function rowsBetween(
  starts: readonly number[],
  top: number,
  bottom: number,
): { index: number; start: number }[] {
  const rows: { index: number; start: number }[] = [];
  for (let index = rowAt(starts, top); index < starts.length - 1; index += 1) {
    const start = starts[index] ?? 0;
    if (start > bottom) break;
    rows.push({ index, start });
  }
  return rows;
}

/** The last row that begins at or before a height; the number of rows, when all of them end before it. */
export function rowAt(starts: readonly number[], top: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= top) low = middle;
    else high = middle - 1;
  }
  return low;
}
