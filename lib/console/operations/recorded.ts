import "server-only";
import { z } from "zod";
import { auditRowSchema } from "@/lib/contracts/audit";
import type { AuditEntry } from "../audit/append-audit";
import { emailOf } from "../audit/email-of";
import type { ConsoleContext } from "../context";
import type { Keyring } from "../secrets/keyring";
import type { OperationRow } from "../store/tables";

const recordedSchema = z.object({ input: z.unknown(), target: auditRowSchema.shape.target });

/** What was recorded before the call: the input and what it was for. Throws when it was sealed under another secret. */
export function recordedOf(keyring: Keyring, row: OperationRow): z.output<typeof recordedSchema> {
  return recordedSchema.parse(JSON.parse(keyring.open(row.input_sealed, `input:${row.id}`)));
}

/** Who did it, from where and to what: for the audit of an outcome that is found out later. */
export async function auditOf(
  context: Pick<ConsoleContext, "db" | "keyring">,
  row: OperationRow,
): Promise<Omit<AuditEntry, "result" | "operationId">> {
  return {
    action: row.action,
    operatorId: row.operator_id,
    operatorEmail: await emailOf(context.db, row.operator_id),
    appId: row.app_id,
    target: targetOf(context.keyring, row),
    ip: row.ip,
    requestId: row.request_id,
  };
}

function targetOf(keyring: Keyring, row: OperationRow) {
  try {
    return recordedOf(keyring, row).target;
  } catch {
    return null;
  }
}
