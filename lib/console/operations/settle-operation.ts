import "server-only";
import type { ConsoleContext } from "../context";

/** Begins to find out how an operation with an unknown outcome came out. */
export function settleInBackground(context: ConsoleContext, id: string): void {
  void settleOperation(context, id);
}

export async function settleOperation(context: ConsoleContext, id: string): Promise<void> {
  context.log.info({ operationId: id }, "operation outcome unknown");
}
