import "server-only";
import type { ConsoleContext } from "../context";
import type { OperationRow } from "../store/tables";

type OperationStart = {
  id: string;
  operatorId: string;
  appId: string | null;
  action: string;
  /** What makes the same key the same request: method, path and body. */
  request: string;
  /** Kept sealed: what settling has to look for. */
  input: unknown;
  requestId: string;
  ip: string | null;
};

/**
 * Records an operation before its call. `isNew` false: the id was used before, `row` is that
 * operation, and `isSame` tells whether it is this very request of this very operator.
 */
export async function beginOperation(
  context: Pick<ConsoleContext, "db" | "keyring">,
  start: OperationStart,
): Promise<{ isNew: boolean; isSame: boolean; row: OperationRow }> {
  const { db, keyring } = context;
  const request_hash = keyring.mac(start.request);
  const inserted = await db
    .insertInto("operations")
    .values({
      id: start.id,
      operator_id: start.operatorId,
      app_id: start.appId,
      action: start.action,
      request_hash,
      input_sealed: keyring.seal(JSON.stringify(start.input ?? null), `input:${start.id}`),
      state: "pending",
      started_at: Date.now(),
      settled_at: null,
      status: null,
      result_sealed: null,
      error: null,
      request_id: start.requestId,
      ip: start.ip,
    })
    .onConflict((conflict) => conflict.column("id").doNothing())
    .returningAll()
    .executeTakeFirst();
  if (inserted) return { isNew: true, isSame: true, row: inserted };
  const row = await db
    .selectFrom("operations")
    .selectAll()
    .where("id", "=", start.id)
    .executeTakeFirstOrThrow();
  const isSame =
    row.operator_id === start.operatorId && row.action === start.action && row.request_hash === request_hash;
  return { isNew: false, isSame, row };
}
