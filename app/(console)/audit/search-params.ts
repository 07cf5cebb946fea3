import type { AuditQuery } from "@/lib/contracts/audit";
import { parseAsInteger, parseAsString, parseAsStringLiteral } from "@/lib/url-state/parsers";
import { createLoader } from "@/lib/url-state/search";

/** The audit's filters, and the row whose details are open. */
export const auditParams = {
  operator: parseAsString,
  action: parseAsString,
  app: parseAsString,
  target: parseAsString,
  result: parseAsStringLiteral(["succeeded", "failed", "denied", "unknown"]),
  since: parseAsInteger,
  until: parseAsInteger,
  row: parseAsInteger,
};

export const loadAuditParams = createLoader(auditParams);

/** The filters that are set, as the API takes them. */
export function givenFilters(filters: Record<string, string | number | null>): AuditQuery {
  return Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== null));
}
