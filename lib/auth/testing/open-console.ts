import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readEnv } from "@/lib/config/env";
import { type ConsoleContext, createConsole, createLog } from "@/lib/console/context";
import { ensureFirstAdmin } from "@/lib/console/operators/ensure-first-admin";
import type { OperatorRow } from "@/lib/console/store/tables";

/** A console with a fresh folder and its first admin; no IM server answers behind it. */
export async function openConsole(
  admin: { email: string; password: string; mustChangePassword?: boolean },
  env: Record<string, string> = {},
) {
  const dataDir = await mkdtemp(join(tmpdir(), "parley-auth-"));
  const settings = readEnv({
    PARLEY_DATA_DIR: dataDir,
    PARLEY_SECRET: "a test secret of at least thirty-two characters",
    PARLEY_IM_APP_ID: "app",
    PARLEY_IM_APP_KEY: "test-app-key",
    PARLEY_IM_MASTER_KEY: "test-master-key",
    ...env,
  });
  const lines: string[] = [];
  const log = createLog({ write: (line) => void lines.push(line) });
  const context: ConsoleContext = await createConsole(settings, log);
  await ensureFirstAdmin({ mustChangePassword: false, ...admin }, context);
  const operator: OperatorRow = await context.db
    .selectFrom("operators")
    .selectAll()
    .executeTakeFirstOrThrow();
  return {
    context,
    operator,
    dataDir,
    logged: () => lines.join(""),
    close: async () => {
      await context.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
