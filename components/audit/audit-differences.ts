import type { AuditRow } from "@/lib/contracts/audit";
import { type Difference, diffValues } from "./diff";

/** What an audit row says was changed, leaf by leaf; message data is read as the JSON that it carries. */
export function auditDifferences(row: Pick<AuditRow, "action" | "details">): Difference[] {
  const { before, after } = row.details;
  if (before === undefined && after === undefined) return [];
  return diffValues(readable(before ?? {}), readable(after ?? editedTo(row) ?? {}));
}

/** An edit records what stood there and what was asked for; together they are the new state. */
function editedTo({ action, details }: Pick<AuditRow, "action" | "details">): unknown {
  const { before, input } = details;
  const data =
    action.endsWith(".edit") && isRecord(input) && isRecord(input.body) ? input.body.data : undefined;
  return isRecord(before) && typeof data === "string" ? { ...before, data } : undefined;
}

function readable(state: unknown): unknown {
  if (!isRecord(state) || typeof state.data !== "string") return state;
  try {
    const data: unknown = JSON.parse(state.data);
    return isRecord(data) ? { ...state, data } : state;
  } catch {
    return state;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
