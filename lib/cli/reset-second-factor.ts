import { resetSecondFactorByEmail } from "@/lib/console/operators/second-factor/reset-second-factor";
import { RefusedError } from "@/lib/console/refused-error";

/**
 * A process of its own (`--conditions=react-server`), because the console's data is server-only code.
 * Reads `{ email }` from standard input, writes whose second factor is off now or why none is.
 */
const chunks: Buffer[] = [];
for await (const chunk of process.stdin) chunks.push(chunk);
const answer = await resetSecondFactorByEmail(JSON.parse(Buffer.concat(chunks).toString("utf8")).email).catch(
  (error: unknown) => {
    if (error instanceof RefusedError) return { refused: error.message };
    throw error;
  },
);
process.stdout.write(`${JSON.stringify(answer)}\n`);
process.exit(0);
