import "server-only";
import { apiErrorSchema, type Operation } from "@/lib/contracts/common";
import type { Keyring } from "../secrets/keyring";
import type { OperationRow } from "../store/tables";

/** The operation as pages see it. */
export function presentOperation(keyring: Keyring, row: OperationRow): Operation {
  return {
    id: row.id,
    action: row.action,
    appId: row.app_id,
    state: row.state,
    startedAt: row.started_at,
    settledAt: row.settled_at,
    result: resultOf(keyring, row),
    error: row.error === null ? null : apiErrorSchema.shape.error.parse(JSON.parse(row.error)),
  };
}

/** Null as well when it was sealed under another secret: what happened is known, what was answered is not. */
function resultOf(keyring: Keyring, row: OperationRow): unknown {
  if (row.result_sealed === null) return null;
  try {
    return JSON.parse(keyring.open(row.result_sealed, `result:${row.id}`));
  } catch {
    return null;
  }
}
