/** The columns beside the name, in their order. */
export const columns = [
  "kind",
  "lastMessage",
  "when",
  "creator",
  "created",
  "updated",
  "attributes",
] as const;
export type Column = (typeof columns)[number];
export const defaultColumns: readonly Column[] = ["kind", "lastMessage", "when"];

/** Reads a kept choice; anything unknown in it is left out. */
export function readColumns(text: string | null): readonly Column[] {
  if (text === null) return defaultColumns;
  const names = text.split(",");
  return columns.filter((column) => names.includes(column));
}

/** Shows or hides one column. */
export function toggleColumn(shown: readonly Column[], column: Column): readonly Column[] {
  return columns.filter((one) => (one === column ? !shown.includes(one) : shown.includes(one)));
}
