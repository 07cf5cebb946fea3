import { z } from "zod";
import { route } from "@/lib/api/route";
import { exportAudit } from "@/lib/console/audit/export-audit";
import { walkAudit } from "@/lib/console/audit/list-audit";
import { auditQuerySchema } from "@/lib/contracts/audit";

const querySchema = auditQuerySchema.extend({ format: z.enum(["csv", "ndjson"]) });
const types = { csv: "text/csv; charset=utf-8", ndjson: "application/x-ndjson; charset=utf-8" };

/** The audit as a file, filtered as the page is; taking it out is audited too. */
export const GET = route({ access: "audit.read", query: querySchema }, async (call) => {
  const { format, limit: _, ...filter } = call.query;
  await call.audit({
    action: "audit.export",
    result: "succeeded",
    details: { input: { format, ...filter } },
  });
  return new Response(exportAudit(walkAudit(call.context.db, call.query), format), {
    headers: {
      "content-type": types[format],
      "content-disposition": `attachment; filename="audit.${format}"`,
      "cache-control": "no-store",
    },
  });
});
