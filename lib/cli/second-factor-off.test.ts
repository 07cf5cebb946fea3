import { spawnSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createSession } from "@/lib/auth/sessions";
import { signIn } from "@/lib/auth/sign-in";
import { createAuthenticator } from "@/lib/auth/testing/authenticator";
import { readEnv } from "@/lib/config/env";
import { type ConsoleContext, createConsole, createLog } from "@/lib/console/context";
import { ensureFirstAdmin } from "@/lib/console/operators/ensure-first-admin";
import { confirmSecondFactor } from "@/lib/console/operators/second-factor/confirm-second-factor";
import { startSecondFactor } from "@/lib/console/operators/second-factor/start-second-factor";

const email = "ada@example.com";
const password = "correct horse battery staple";
let dataDir: string;
let context: ConsoleContext;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "parley-second-factor-off-"));
  const env = readEnv({
    PARLEY_DATA_DIR: dataDir,
    PARLEY_SECRET: "a test secret of at least thirty-two characters",
    PARLEY_IM_APP_ID: "app",
    PARLEY_IM_APP_KEY: "test-app-key",
    PARLEY_IM_MASTER_KEY: "test-master-key",
  });
  context = await createConsole(env, createLog({ write: () => undefined }));
  await ensureFirstAdmin({ email, password, mustChangePassword: false }, context);
});
afterAll(async () => {
  await context.close();
  await rm(dataDir, { recursive: true, force: true });
});

/** Runs the command as a person would, beside the console that has the same folder open. */
function run(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["lib/cli/parley.mjs", "second-factor:off", ...args],
    {
      env: { PATH: process.env.PATH, HOME: tmpdir(), NODE_ENV: "test", PARLEY_DATA_DIR: dataDir },
      encoding: "utf8",
    },
  );
  return { status, stdout, stderr: stderr.trim() };
}

it("lets the only admin back in who has lost device and recovery codes", { timeout: 60_000 }, async () => {
  const operator = await context.db.selectFrom("operators").selectAll().executeTakeFirstOrThrow();
  const proving = { context, operator, ip: null };
  const from = { ip: null, userAgent: null };
  const { secret } = await startSecondFactor(proving, { password });
  const sessionId = await createSession(context.db, operator.id, from);
  await confirmSecondFactor(proving, sessionId, { code: createAuthenticator(secret).code() });
  expect(await signIn(context, { email, password, ...from })).toMatchObject({ reason: "code_required" });

  expect(run("ADA@example.com")).toMatchObject({ status: 0, stdout: expect.stringContaining(email) });
  expect((await signIn(context, { email, password, ...from })).ok).toBe(true);
  expect(context.lookups.session(sessionId)?.revoked_at).not.toBeNull();
  const row = await context.db
    .selectFrom("audit")
    .selectAll()
    .where("action", "=", "operator.second-factor-reset")
    .executeTakeFirst();
  expect(row).toMatchObject({ operator_id: null, target_label: email, result: "succeeded" });

  const refusals = [run(email), run("nobody@example.com"), run()];
  expect(refusals.map(({ status }) => status)).toEqual([1, 1, 1]);
  expect(refusals.map(({ stderr }) => stderr)).toEqual([
    `parley: ${email}: This operator has no second factor.`,
    "parley: nobody@example.com: There is no such operator.",
    expect.stringContaining("npm run second-factor:off -- "),
  ]);
});
