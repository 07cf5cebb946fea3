import "server-only";
import { type AuditRow, auditRowSchema } from "@/lib/contracts/audit";
import type { AuditTableRow } from "../store/tables";

/** An audit row as pages see it. */
export function presentAudit(row: AuditTableRow): AuditRow {
  return auditRowSchema.parse({
    seq: row.seq,
    at: row.at,
    operatorId: row.operator_id,
    operatorEmail: row.operator_email,
    action: row.action,
    appId: row.app_id,
    target:
      row.target_type === null || row.target_id === null
        ? null
        : { type: row.target_type, id: row.target_id, label: row.target_label, href: row.target_href },
    result: row.result,
    ip: row.ip,
    requestId: row.request_id,
    operationId: row.operation_id,
    details: JSON.parse(row.details),
    hash: row.hash,
  });
}
