import { randomInt } from "node:crypto";
import { z } from "zod";
import { saveConfig } from "./config-file";
import { consoleEnv, type Environment } from "./environment";
import { runServerScript } from "./run-server-script";

const resultSchema = z.object({ email: z.string(), created: z.boolean(), mustChangePassword: z.boolean() });

export type FirstAdmin = {
  email: string;
  /** Only while it is still to be changed. */
  oneTimePassword: string | null;
};

/**
 * Creates the first admin when there is no operator yet. A password from PARLEY_ADMIN_PASSWORD is
 * kept as it is; a generated one must be changed at the first sign-in and is told until then.
 */
export async function createFirstAdmin(environment: Environment): Promise<FirstAdmin> {
  const { settings, folder } = environment;
  const generated = environment.config.oneTimePassword ?? makePassword();
  if (!settings.adminPassword && environment.config.oneTimePassword === null) {
    environment.config = saveConfig(folder, { ...environment.config, oneTimePassword: generated });
  }
  const output = await runServerScript("lib/cli/ensure-first-admin.ts", consoleEnv(environment), {
    email: settings.adminEmail,
    password: settings.adminPassword ?? generated,
    mustChangePassword: settings.adminPassword === null,
  });
  const admin = resultSchema.parse(output);
  if (!admin.mustChangePassword && environment.config.oneTimePassword !== null) {
    environment.config = saveConfig(folder, { ...environment.config, oneTimePassword: null });
  }
  return {
    email: admin.email,
    oneTimePassword: admin.mustChangePassword ? environment.config.oneTimePassword : null,
  };
}

/** Four groups of five letters and digits without look-alikes: about 98 bits, and easy to copy by hand. */
function makePassword(): string {
  const alphabet = "abcdefghjkmnpqrstuvwxyz23456789";
  const pick = (): string => alphabet.charAt(randomInt(alphabet.length));
  return Array.from({ length: 4 }, () => Array.from({ length: 5 }, pick).join("")).join("-");
}
