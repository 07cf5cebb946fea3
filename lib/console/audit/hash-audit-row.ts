import "server-only";
import { createHash } from "node:crypto";
import type { AuditTableRow } from "../store/tables";
import { canonicalJson } from "./canonical-json";

/** SHA-256 over the hash of the row before and every column of this one. */
export function hashAuditRow(previousHash: string, row: Omit<AuditTableRow, "hash">): string {
  const { seq, at, operator_id, operator_email, action, app_id, target_type, target_id } = row;
  const { target_label, target_href, result, ip, request_id, operation_id, details } = row;
  const columns = {
    seq,
    at,
    operator_id,
    operator_email,
    action,
    app_id,
    target_type,
    target_id,
    target_label,
    target_href,
    result,
    ip,
    request_id,
    operation_id,
    details,
  };
  return createHash("sha256")
    .update(`${previousHash}\n${canonicalJson(columns)}`)
    .digest("hex");
}
