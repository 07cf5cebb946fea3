import "server-only";
import type { AuditRow } from "@/lib/contracts/audit";

export type ExportFormat = "csv" | "ndjson";

const columns = [
  "seq",
  "at",
  "operatorEmail",
  "action",
  "appId",
  "targetType",
  "targetId",
  "targetLabel",
  "result",
  "ip",
  "requestId",
  "operationId",
  "details",
  "hash",
] as const;

/** Audit rows as a stream of lines. */
export function exportAudit(
  pages: AsyncGenerator<AuditRow[]>,
  format: ExportFormat,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const line = format === "csv" ? csvLine : (row: AuditRow) => `${JSON.stringify(row)}\n`;
  let isFirst = true;
  return new ReadableStream({
    async pull(controller) {
      // A mark in front tells spreadsheets that the text is UTF-8.
      const head = isFirst && format === "csv" ? `\ufeff${columns.join(",")}\r\n` : "";
      isFirst = false;
      const { done, value } = await pages.next();
      if (head || value) controller.enqueue(encoder.encode(head + (value ?? []).map(line).join("")));
      if (done) controller.close();
    },
    async cancel() {
      await pages.return(undefined);
    },
  });
}

function csvLine(row: AuditRow): string {
  const cells: Record<(typeof columns)[number], string | number | null> = {
    seq: row.seq,
    at: new Date(row.at).toISOString(),
    operatorEmail: row.operatorEmail,
    action: row.action,
    appId: row.appId,
    targetType: row.target?.type ?? null,
    targetId: row.target?.id ?? null,
    targetLabel: row.target?.label ?? null,
    result: row.result,
    ip: row.ip,
    requestId: row.requestId,
    operationId: row.operationId,
    details: JSON.stringify(row.details),
    hash: row.hash,
  };
  return `${columns.map((column) => csvCell(cells[column])).join(",")}\r\n`;
}

/** A cell that no spreadsheet takes for a formula. */
export function csvCell(value: string | number | null): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const safe = /^[\s]*[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) || safe !== value ? `"${safe.replaceAll('"', '""')}"` : safe;
}
