import "server-only";
import { type Kysely, sql, type Transaction } from "kysely";
import type { AuditRow } from "@/lib/contracts/audit";
import type { ConsoleTables } from "../store/tables";
import { canonicalJson } from "./canonical-json";
import { hashAuditRow } from "./hash-audit-row";

export type AuditEntry = Pick<AuditRow, "action" | "result"> &
  Partial<
    Pick<
      AuditRow,
      "operatorId" | "operatorEmail" | "appId" | "target" | "ip" | "requestId" | "operationId" | "details"
    >
  > & { at?: number };

/**
 * Adds one row to the audit and answers its number. Inside a transaction the row stands or falls
 * with the rest of it. The first statement is a write, so that the chain has one writer at a time.
 */
export async function appendAudit(
  db: Kysely<ConsoleTables> | Transaction<ConsoleTables>,
  entry: AuditEntry,
): Promise<number> {
  if (!db.isTransaction) return db.transaction().execute((trx) => appendAudit(trx, entry));
  const head = await db
    .updateTable("audit_head")
    .set({ seq: sql<number>`seq + 1` })
    .where("id", "=", 1)
    .returning(["seq", "hash"])
    .executeTakeFirstOrThrow();
  const row = {
    seq: head.seq,
    at: entry.at ?? Date.now(),
    operator_id: entry.operatorId ?? null,
    operator_email: entry.operatorEmail ?? null,
    action: entry.action,
    app_id: entry.appId ?? null,
    target_type: entry.target?.type ?? null,
    target_id: entry.target?.id ?? null,
    target_label: entry.target?.label ?? null,
    target_href: entry.target?.href ?? null,
    result: entry.result,
    ip: entry.ip ?? null,
    request_id: entry.requestId ?? null,
    operation_id: entry.operationId ?? null,
    details: canonicalJson(entry.details ?? {}),
  };
  const hash = hashAuditRow(head.hash, row);
  await db
    .insertInto("audit")
    .values({ ...row, hash })
    .execute();
  await db.updateTable("audit_head").set({ hash }).where("id", "=", 1).execute();
  return head.seq;
}
