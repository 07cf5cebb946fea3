import { route } from "@/lib/api/route";
import { listAudit } from "@/lib/console/audit/list-audit";
import { auditQuerySchema } from "@/lib/contracts/audit";

/** A page of the audit, newest first. */
export const GET = route({ access: "audit.read", query: auditQuerySchema }, ({ context, query }) =>
  listAudit(context.db, query),
);
