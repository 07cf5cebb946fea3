/** Why the store refused or failed; the transport maps these to answers. */
export type StoreErrorCode =
  /** The query cannot be run: a bad regular expression, a key that a column does not have. */
  | "invalid-query"
  /** The query used up its time budget. */
  | "query-too-expensive"
  /** An operation does not fit the stored value. */
  | "invalid-operation"
  | "invalid-cursor"
  /** What a write hangs on is gone. */
  | "not-found"
  /** A thread of the store died or the disk failed; nothing is known about the call. */
  | "unavailable"
  | "closed"
  /** The files were written by a newer version. */
  | "newer-database"
  | "broken-database"
  | "internal";

export class StoreError extends Error {
  override readonly name = "StoreError";
  constructor(
    readonly code: StoreErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
