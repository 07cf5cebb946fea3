import { ensureFirstAdmin } from "@/lib/console/operators/ensure-first-admin";

/**
 * A process of its own (`--conditions=react-server`), because the console's data is server-only code.
 * Reads `{ email, password, mustChangePassword }` from standard input, writes what it found.
 */
const chunks: Buffer[] = [];
for await (const chunk of process.stdin) chunks.push(chunk);
const result = await ensureFirstAdmin(JSON.parse(Buffer.concat(chunks).toString("utf8")));
process.stdout.write(`${JSON.stringify(result)}\n`);
process.exit(0);
