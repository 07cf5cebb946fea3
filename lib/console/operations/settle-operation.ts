import "server-only";
import type { ConsoleContext } from "../context";

/** Begins to find out how an operation with an unknown outcome came out. */
export function settleInBackground(context: ConsoleContext, id: string): void {
  context.log.info({ operationId: id }, "operation outcome unknown");
}
