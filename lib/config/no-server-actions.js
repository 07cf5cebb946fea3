/** Stands in for Next's reducer of server actions (next.config.mjs): the console changes things by its API alone. */
export function serverActionReducer() {
  throw new Error("There are no server actions.");
}
