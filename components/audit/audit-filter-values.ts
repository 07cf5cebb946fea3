import type { AuditRow } from "@/lib/contracts/audit";

export interface AuditFilterValues {
  operator: string | null;
  action: string | null;
  app: string | null;
  target: string | null;
  result: AuditRow["result"] | null;
  since: number | null;
  until: number | null;
}

export const auditResults = ["succeeded", "failed", "denied", "unknown"] as const;
