import { verifyAuditChain } from "@/lib/console/audit/verify-audit-chain";

/** A process of its own (`--conditions=react-server`), because the console's data is server-only code. */
process.stdout.write(`${JSON.stringify(await verifyAuditChain())}\n`);
process.exit(0);
