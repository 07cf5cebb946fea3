import { verifyAuditChain } from "@/lib/console/audit/verify-audit-chain";
import { answerInput } from "./server-script";

/** A process of its own (`--conditions=react-server`), because the console's data is server-only code. */
await answerInput(() => verifyAuditChain());
