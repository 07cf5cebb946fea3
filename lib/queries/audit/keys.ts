import type { AuditQuery } from "@/lib/contracts/audit";

export const auditKeys = {
  all: ["audit"] as const,
  rows: (filters: AuditQuery) => [...auditKeys.all, "rows", filters] as const,
  row: (seq: number) => [...auditKeys.all, "row", seq] as const,
  chain: () => [...auditKeys.all, "chain"] as const,
};
