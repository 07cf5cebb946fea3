import "server-only";
import type { ConsoleContext } from "../context";
import type { OperationRow } from "../store/tables";
import { finishOperation } from "./finish-operation";
import { auditOf } from "./recorded";
import { settledWithinMs, settleInBackground } from "./settle-operation";

/**
 * After a start: operations that a process before this one left pending may or may not have been
 * carried out; they and those still unknown are looked into.
 */
export async function resumeOperations(context: ConsoleContext): Promise<void> {
  const rows = await context.db
    .selectFrom("operations")
    .selectAll()
    .where("state", "in", ["pending", "unknown"])
    .where("settled_at", "is", null)
    .orderBy("started_at", "desc")
    .limit(1_000)
    .execute();
  for (const row of rows) {
    if (row.state === "pending") await interrupt(context, row);
    const isRecent = row.started_at > Date.now() - settledWithinMs;
    if (row.app_id !== null && isRecent) settleInBackground(context, row.id);
  }
}

/** A pending operation that nobody works on any more: whether it was carried out is unknown. */
export async function interrupt(context: ConsoleContext, row: OperationRow): Promise<void> {
  const error = {
    code: "internal" as const,
    message: "Parley stopped before the answer came. Look whether this was done.",
    fault: "parley" as const,
    requestId: row.request_id,
  };
  await finishOperation(
    context,
    row.id,
    { state: "unknown", status: 202, error },
    await auditOf(context, row),
  );
}
