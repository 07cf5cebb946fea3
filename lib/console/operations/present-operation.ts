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
    result:
      row.result_sealed === null ? null : JSON.parse(keyring.open(row.result_sealed, `result:${row.id}`)),
    error: row.error === null ? null : apiErrorSchema.shape.error.parse(JSON.parse(row.error)),
  };
}
