import { route } from "@/lib/api/route";
import { verifyAuditChain } from "@/lib/console/audit/verify-audit-chain";

/** Whether every row of the audit still fits the one before. */
export const GET = route({ access: "audit.read" }, ({ context }) => verifyAuditChain(context));
