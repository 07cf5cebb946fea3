import type { ConsoleApi } from "./console-api";

type AuditRow = {
  seq: number;
  action: string;
  result: string;
  target: { id: string } | null;
  details: unknown;
};

/** The actions that the audit names for a target, oldest first. */
export async function auditedActions(admin: ConsoleApi, target: string): Promise<string[]> {
  const page = await admin.ok<{ rows: AuditRow[] }>("GET", `/api/audit?target=${encodeURIComponent(target)}`);
  return page.rows
    .filter((row) => row.result === "succeeded")
    .map((row) => row.action)
    .reverse();
}

/** Whether no row of the whole audit was changed since it was written. */
export async function isChainIntact(admin: ConsoleApi): Promise<boolean> {
  return (await admin.ok<{ intact: boolean }>("GET", "/api/audit/chain")).intact;
}
