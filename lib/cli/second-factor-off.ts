import { z } from "zod";
import { CliError } from "./cli-error";
import { consoleEnv } from "./environment";
import { prepareEnvironment } from "./prepare-environment";
import { runServerScript } from "./run-server-script";

const answerSchema = z.union([z.object({ refused: z.string() }), z.object({ email: z.string() })]);

/** `npm run second-factor:off -- E-MAIL`: takes an operator's second factor away and signs them out everywhere. */
export async function secondFactorOff(args: string[]): Promise<void> {
  const [email, ...more] = args;
  if (!email || more.length > 0) {
    throw new CliError("bad_argument", "Name one operator: npm run second-factor:off -- ada@example.com");
  }
  const { environment } = await prepareEnvironment({ console: false, im: false });
  const answer = answerSchema.parse(
    await runServerScript("lib/cli/reset-second-factor.ts", consoleEnv(environment), { email }),
  );
  if ("refused" in answer) throw new CliError("bad_argument", `${email}: ${answer.refused}`);
  console.log(
    `The second factor of ${answer.email} is off: the password alone signs in. It is in the audit, and they were signed out everywhere.`,
  );
}
