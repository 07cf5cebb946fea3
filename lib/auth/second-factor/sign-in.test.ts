import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { ConsoleContext } from "@/lib/console/context";
import { confirmSecondFactor } from "@/lib/console/operators/second-factor/confirm-second-factor";
import { startSecondFactor } from "@/lib/console/operators/second-factor/start-second-factor";
import { createKeyring } from "@/lib/console/secrets/keyring";
import { cleanUp } from "@/lib/console/store/clean-up";
import type { OperatorRow } from "@/lib/console/store/tables";
import { clearFailures } from "../lockout";
import { signIn } from "../sign-in";
import { createAuthenticator } from "../testing/authenticator";
import { openConsole } from "../testing/open-console";
import { findSecondFactor, spendCode } from "./second-factors";

const password = "correct horse battery staple";
const email = "ada@example.com";
const from = { ip: null, userAgent: "test" };
const stepMs = 30_000;
let opened: Awaited<ReturnType<typeof openConsole>>;
let context: ConsoleContext;
let operator: OperatorRow;
let authenticator: ReturnType<typeof createAuthenticator>;
let secret: string;
let recoveryCodes: string[];

beforeAll(async () => {
  // A fixed clock: no step ends between making a code and trying it.
  vi.useFakeTimers({ toFake: ["Date"], now: 1_800_000_015_000 });
  opened = await openConsole({ email, password });
  ({ context, operator } = opened);
  const proving = { context, operator, ip: null };
  ({ secret } = await startSecondFactor(proving, { password }));
  authenticator = createAuthenticator(secret);
  const halfway = await signIn(context, { email, password, ...from });
  if (!halfway.ok) throw new Error("a second factor that is only being set up was asked for");
  ({ recoveryCodes } = await confirmSecondFactor(proving, halfway.sessionId, {
    code: authenticator.code(),
  }));
});
afterAll(async () => {
  vi.useRealTimers();
  await opened.close();
});

const enter = (code?: string) => signIn(context, { email, password, code, ...from });
const pass = (steps: number) => vi.setSystemTime(Date.now() + steps * stepMs);
const sessions = () => context.db.selectFrom("sessions").select("id").execute();

test("the right password alone makes no session and says that a code is missing", async () => {
  const before = (await sessions()).length;
  expect(await enter()).toEqual({ ok: false, reason: "code_required" });
  expect(await enter("")).toEqual({ ok: false, reason: "code_required" });
  expect(await enter(authenticator.wrongCode())).toEqual({ ok: false, reason: "code_wrong" });
  expect(await sessions()).toHaveLength(before);
});

test("a wrong password tells nothing of it, with whatever code", async () => {
  pass(1);
  for (const code of [undefined, authenticator.code(), recoveryCodes[0]]) {
    const wrong = await signIn(context, { email, password: "wrong", code, ...from });
    expect(wrong).toEqual({ ok: false, reason: "invalid" });
  }
  await clearFailures(context, email);
  expect((await enter(authenticator.code())).ok).toBe(true);
});

test("a code works once, the one that switched it on too, and none older than the newest used", async () => {
  pass(2);
  const [older, now, next] = [authenticator.code(-1), authenticator.code(), authenticator.code(1)];
  expect((await enter(now)).ok).toBe(true);
  expect((await enter(now)).ok).toBe(false);
  expect((await enter(older)).ok).toBe(false);
  expect((await enter(` ${next.slice(0, 3)} ${next.slice(3)}`)).ok).toBe(true);
  await clearFailures(context, email);
});

test("of tries with one code at the same time one succeeds", async () => {
  pass(3);
  const code = authenticator.code();
  const spent = await Promise.all([1, 2, 3].map(() => spendCode(context, operator.id, code)));
  expect(spent.filter((one) => one === "totp")).toHaveLength(1);
  const recovery = recoveryCodes[0] ?? "";
  const taken = await Promise.all([1, 2, 3].map(() => spendCode(context, operator.id, recovery)));
  expect(taken.filter((one) => one === "recovery")).toHaveLength(1);
});

test("a recovery code works once, however it is typed", async () => {
  const typed = recoveryCodes[1]?.toLowerCase().replace("-", " ");
  expect((await enter(typed)).ok).toBe(true);
  expect((await enter(typed)).ok).toBe(false);
  await clearFailures(context, email);
});

test("wrong codes lock the account out; the password in between takes nothing back", async () => {
  for (let tries = 0; tries < 5; tries += 1) {
    expect(await enter(authenticator.wrongCode())).toMatchObject({ reason: "code_wrong" });
    if (tries < 4) expect(await enter()).toMatchObject({ reason: "code_required" });
  }
  expect(await enter(authenticator.code(1))).toMatchObject({ reason: "locked_out" });
  expect(await enter()).toMatchObject({ reason: "locked_out" });
  await clearFailures(context, email);
});

test("the audit tells what was used and what was wrong, and nothing holds secret or codes in clear", async () => {
  pass(4);
  const code = authenticator.code();
  expect((await enter(code)).ok).toBe(true);
  const rows = await context.db
    .selectFrom("audit")
    .select(["result", "details"])
    .where("action", "=", "session.sign-in")
    .execute();
  const told = rows.map((row) => `${row.result} ${row.details}`);
  expect(told).toContain('succeeded {"secondFactor":"totp"}');
  expect(told).toContain('succeeded {"secondFactor":"recovery"}');
  expect(told).toContain('denied {"error":"code_required"}');
  expect(told.some((row) => row.startsWith("failed") && row.includes("code_wrong"))).toBe(true);
  const { db } = context;
  const stored = JSON.stringify([
    await db.selectFrom("second_factors").selectAll().execute(),
    await db.selectFrom("recovery_codes").selectAll().execute(),
    await db.selectFrom("audit").selectAll().execute(),
  ]);
  for (const secretText of [secret, ...recoveryCodes, ...recoveryCodes.map((one) => one.replace("-", ""))]) {
    expect(stored + opened.logged()).not.toContain(secretText);
  }
});

test("under another PARLEY_SECRET no code is right, and the log says why", async () => {
  const factor = await findSecondFactor(context.db, operator.id);
  pass(4);
  const keyring = createKeyring("another secret of at least thirty-two characters");
  expect(await spendCode({ ...context, keyring }, operator.id, authenticator.code())).toBeNull();
  expect(opened.logged()).toContain("cannot be opened with the present PARLEY_SECRET");
  expect(await findSecondFactor(context.db, operator.id)).toEqual(factor);
});

test("a set-up that was given up is taken away after a day, one that is on stays", async () => {
  const { db } = context;
  await db
    .insertInto("operators")
    .values({ ...operator, id: "other", email: "other@example.com" })
    .execute();
  const begun = { secret_sealed: "v1.x", started_at: Date.now(), enabled_at: null, last_step: 0 };
  await db
    .insertInto("second_factors")
    .values({ operator_id: "other", ...begun })
    .execute();
  await cleanUp(context, Date.now() + 3_600_000);
  expect(await findSecondFactor(db, "other")).not.toBeNull();
  await cleanUp(context, Date.now() + 2 * 86_400_000);
  expect(await findSecondFactor(db, "other")).toBeNull();
  expect(await findSecondFactor(db, operator.id)).not.toBeNull();
});
