import "server-only";
import type { ConsoleContext } from "../context";
import type { OperationRow } from "../store/tables";
import { finishOperation } from "./finish-operation";
import { settleInBackground } from "./settle-operation";

const recentMs = 7 * 86_400_000;

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
    // Of older ones nothing more is found out by looking.
    const isRecent = row.started_at > Date.now() - recentMs;
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
    {
      action: row.action,
      operatorId: row.operator_id,
      appId: row.app_id,
      ip: row.ip,
      requestId: row.request_id,
    },
  );
}
