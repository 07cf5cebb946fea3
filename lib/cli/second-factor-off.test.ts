import { spawnSync } from "node:child_process";
import { tmpdir } from "node:os";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createSession } from "@/lib/auth/sessions";
import { signIn } from "@/lib/auth/sign-in";
import { createAuthenticator } from "@/lib/auth/testing/authenticator";
import { openConsole } from "@/lib/auth/testing/open-console";
import { confirmSecondFactor } from "@/lib/console/operators/second-factor/confirm-second-factor";
import { startSecondFactor } from "@/lib/console/operators/second-factor/start-second-factor";

const email = "ada@example.com";
const password = "correct horse battery staple";
let opened: Awaited<ReturnType<typeof openConsole>>;

beforeAll(async () => {
  opened = await openConsole({ email, password });
});
afterAll(() => opened.close());

/** Runs the command as a person would, beside the console that has the same folder open. */
function run(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["lib/cli/parley.mjs", "second-factor:off", ...args],
    {
      env: { PATH: process.env.PATH, HOME: tmpdir(), NODE_ENV: "test", PARLEY_DATA_DIR: opened.dataDir },
      encoding: "utf8",
    },
  );
  return { status, stdout, stderr: stderr.trim() };
}

it("lets the only admin back in who has lost device and recovery codes", { timeout: 60_000 }, async () => {
  const { context, operator } = opened;
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
