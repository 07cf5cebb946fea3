import { z } from "zod";
import { CliError } from "./cli-error";
import { consoleEnv } from "./environment";
import { prepareEnvironment } from "./prepare-environment";
import { runServerScript } from "./run-server-script";

const chainSchema = z.object({
  intact: z.boolean(),
  verifiedSeq: z.number(),
  brokenAt: z.number().nullable(),
});

/** `npm run audit:verify`: walks the whole audit; exit code 1 and the first wrong row when it was changed. */
export async function verifyAudit(): Promise<void> {
  const { environment } = await prepareEnvironment({ console: false, im: false });
  const chain = chainSchema.parse(
    await runServerScript("lib/cli/verify-audit-chain.ts", consoleEnv(environment), null),
  );
  if (!chain.intact) {
    throw new CliError(
      "check_failed",
      `The audit was changed: row ${chain.brokenAt} does not fit the row before it.`,
    );
  }
  console.log(`The audit is intact: ${chain.verifiedSeq} rows verified.`);
}
