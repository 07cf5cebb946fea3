import { createLoader, parseAsInteger, parseAsString, parseAsStringLiteral } from "nuqs/server";

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
