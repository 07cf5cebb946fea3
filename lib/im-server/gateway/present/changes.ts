import type { ConversationRow } from "../../store/interface";

/** The present values of some columns, as `attrModified` carries them; a removed one is null. */
export function presentChanges(row: ConversationRow, columns: readonly string[]): Record<string, unknown> {
  const values: Record<string, unknown> = { ...row.fields, name: row.name, c: row.creator };
  return Object.fromEntries(columns.map((column) => [column, values[column] ?? null]));
}
