import { StoreError } from "../../errors";
import type { Db } from "../database";
import { testRegex } from "./regex";

/** Milliseconds that one query may take. */
export type Budget = { start(milliseconds: number): void };

/**
 * Registers what queries call: `lc_regex(key, text)` and `lc_budget()`, which is always true
 * until the query's time is used up, and then ends it.
 */
export function registerFunctions(db: Db): Budget {
  let deadline = Number.POSITIVE_INFINITY;
  let calls = 0;

  function check(): void {
    if (performance.now() > deadline) {
      throw new StoreError("query-too-expensive", "The query took too long; narrow it down");
    }
  }
  db.function("lc_budget", { deterministic: false }, () => {
    if ((++calls & 15) === 0) check();
    return 1;
  });
  db.function("lc_regex", { deterministic: true }, (key, text) => {
    if (typeof key !== "string" || typeof text !== "string") return 0;
    check();
    return testRegex(key, text) ? 1 : 0;
  });
  return {
    start(milliseconds) {
      deadline = performance.now() + milliseconds;
    },
  };
}
