import { StoreError } from "../errors";

/** Reads a cursor made of a row number; null is the start. */
export function parseCursor(cursor: string | null): number {
  if (cursor === null) return 0;
  if (!/^\d{1,15}$/.test(cursor)) throw new StoreError("invalid-cursor", "Malformed cursor");
  return Number(cursor);
}
