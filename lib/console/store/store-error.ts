import "server-only";

/** The console's database cannot be used. Its message is one line that says what to do. */
export class StoreError extends Error {
  override readonly name = "StoreError";
}
