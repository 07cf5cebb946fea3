import "server-only";
import type { Operation } from "@/lib/contracts/common";
import { type AuditEntry, appendAudit } from "../audit/append-audit";
import type { ConsoleContext } from "../context";
import type { OperationRow } from "../store/tables";
import { presentOperation } from "./present-operation";

export type OperationOutcome =
  | { state: "succeeded"; status: number; result: unknown }
  | { state: "failed"; status: number; error: NonNullable<Operation["error"]> }
  /** `isFinal`: nobody will ever know. */
  | { state: "unknown"; status: number; error: NonNullable<Operation["error"]>; isFinal?: boolean };

/**
 * Records how an operation came out, together with its audit row. An operation that is settled
 * already stays as it is, and null is answered.
 */
export async function finishOperation(
  context: Pick<ConsoleContext, "db" | "keyring">,
  id: string,
  outcome: OperationOutcome,
  audit: Omit<AuditEntry, "result" | "operationId">,
): Promise<Operation | null> {
  const { db, keyring } = context;
  const row = await db.transaction().execute(async (trx) => {
    const updated = await trx
      .updateTable("operations")
      .set({
        state: outcome.state,
        status: outcome.status,
        settled_at: outcome.state === "unknown" && !outcome.isFinal ? null : Date.now(),
        result_sealed:
          outcome.state === "succeeded"
            ? keyring.seal(JSON.stringify(outcome.result ?? null), `result:${id}`)
            : null,
        error: outcome.state === "succeeded" ? null : JSON.stringify(outcome.error),
      })
      .where("id", "=", id)
      .where("state", "in", ["pending", "unknown"])
      .returningAll()
      .executeTakeFirst();
    if (!updated) return null;
    const error = outcome.state === "succeeded" ? {} : { error: outcome.error.code };
    await appendAudit(trx, {
      ...audit,
      result: outcome.state,
      operationId: id,
      details: { ...audit.details, ...error },
    });
    return updated;
  });
  return row ? presentOperation(keyring, row) : null;
}

/** Whether it is still worth looking what became of it. */
export function isOpen(row: Pick<OperationRow, "state" | "settled_at"> | null): boolean {
  return row?.state === "unknown" && row.settled_at === null;
}

/** The operation by its id; null when there is none. */
export async function findOperation(context: Pick<ConsoleContext, "db">, id: string) {
  const row = await context.db.selectFrom("operations").selectAll().where("id", "=", id).executeTakeFirst();
  return row ?? null;
}
