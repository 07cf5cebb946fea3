/** The rows of a list as they were laid out last; `key` names the list (its filters, sorting and page). */
export interface Layout<Row> {
  key: string;
  rows: readonly Row[];
}

/**
 * Rows as they are now, in the order in which they lie: what left the list stays, what came is not yet there.
 * Another list, or one that nobody holds, is laid out anew.
 */
export function layOut<Row extends { id: string }>(
  last: Layout<Row> | null,
  key: string,
  now: readonly Row[],
  isHeld: boolean,
): Layout<Row> {
  if (!isHeld || last === null || last.key !== key) return isSame(last, key, now) ? last : { key, rows: now };
  const fresh = new Map(now.map((row) => [row.id, row]));
  const rows = last.rows.map((row) => fresh.get(row.id) ?? row);
  return isSame(last, key, rows) ? last : { key, rows };
}

/** Whether the rows would lie otherwise if they were laid out anew. */
export function isReordered<Row extends { id: string }>(shown: readonly Row[], now: readonly Row[]): boolean {
  return shown.length !== now.length || shown.some((row, index) => row.id !== now[index]?.id);
}

function isSame<Row>(last: Layout<Row> | null, key: string, rows: readonly Row[]): last is Layout<Row> {
  return (
    last !== null &&
    last.key === key &&
    last.rows.length === rows.length &&
    rows.every((row, index) => row === last.rows[index])
  );
}
