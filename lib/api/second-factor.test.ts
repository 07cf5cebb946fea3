import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { z } from "zod";
import { clearFailures } from "@/lib/auth/lockout";
import { createSession } from "@/lib/auth/sessions";
import { signIn } from "@/lib/auth/sign-in";
import { createAuthenticator } from "@/lib/auth/testing/authenticator";
import { operatorSchema } from "@/lib/contracts/operators";
import { secondFactorSchema } from "@/lib/contracts/second-factor";
import { startTestConsole, type TestConsole, testPassword } from "./testing/start-test-console";
import { changedOf, errorOf, type TestAnswer, type TestClient } from "./testing/test-client";

const path = "/api/account/second-factor";
const from = { ip: null, userAgent: null };
const keySchema = z.object({ secret: z.string(), qrCode: z.object({ size: z.number(), path: z.string() }) });
const codesSchema = z.object({ recoveryCodes: z.array(z.string()) });
let parley: TestConsole;

beforeAll(async () => {
  // A fixed clock: no step ends between making a code and sending it.
  vi.useFakeTimers({ toFake: ["Date"], now: 1_800_000_015_000 });
  parley = await startTestConsole();
});
beforeEach(() => vi.setSystemTime(Date.now() + 5 * 30_000));
afterAll(async () => {
  vi.useRealTimers();
  await parley.close();
});

const stateOf = async (me: TestClient) => secondFactorSchema.parse((await me.get(path)).body);
const fieldsOf = (answer: TestAnswer) =>
  z.record(z.string(), z.string()).parse(errorOf(answer).details?.fields);
const emailOf = (me: TestClient) => `${me.operatorId}@example.com`;

async function start(me: TestClient) {
  const { secret, qrCode } = changedOf(
    await me.send("POST", path, { password: testPassword }),
    keySchema,
  ).result;
  return { secret, qrCode, authenticator: createAuthenticator(secret) };
}

/** An operator whose second factor is on; the code of now is used up. */
async function switchedOn(role: "agent" | "admin" = "agent") {
  const me = await parley.signIn(role);
  const { secret, authenticator } = await start(me);
  const { recoveryCodes } = changedOf(
    await me.send("PUT", path, { code: authenticator.code() }),
    codesSchema,
  ).result;
  return { me, secret, authenticator, recoveryCodes };
}

test("it is switched on with the password and a first code, and ends the other sessions", async () => {
  const me = await parley.signIn("agent");
  const { context } = parley;
  expect(await stateOf(me)).toEqual({ enabledAt: null, recoveryCodesLeft: 0 });
  expect(fieldsOf(await me.send("POST", path, { password: "wrong" }))).toHaveProperty("password");
  const { qrCode, authenticator } = await start(me);
  expect(qrCode.path).toMatch(/^M/);
  expect((await stateOf(me)).enabledAt).toBeNull();
  expect(fieldsOf(await me.send("PUT", path, { code: authenticator.wrongCode() }))).toHaveProperty("code");
  const other = await createSession(context.db, me.operatorId ?? "", from);
  const on = await me.send("PUT", path, { code: authenticator.code() });
  expect(changedOf(on, codesSchema).result.recoveryCodes).toHaveLength(10);
  expect(await stateOf(me)).toEqual({ enabledAt: Date.now(), recoveryCodesLeft: 10 });
  expect(context.lookups.session(other)?.revoked_at).not.toBeNull();
  const given = { email: emailOf(me), password: testPassword, ...from };
  expect(await signIn(context, given)).toMatchObject({ reason: "code_required" });
  expect((await signIn(context, { ...given, code: authenticator.code(1) })).ok).toBe(true);
});

test("a set-up waits a quarter of an hour, the newest one counts, and what is on is not begun again", async () => {
  const me = await parley.signIn("agent");
  const confirm = (code: string) => me.send("PUT", path, { code });
  expect(errorOf(await confirm("123456")).code).toBe("conflict");
  const first = await start(me);
  const second = await start(me);
  expect(fieldsOf(await confirm(first.authenticator.code()))).toHaveProperty("code");
  vi.setSystemTime(Date.now() + 16 * 60_000);
  expect(errorOf(await confirm(second.authenticator.code())).code).toBe("conflict");
  const third = await start(me);
  expect((await confirm(third.authenticator.code())).status).toBe(200);
  expect(errorOf(await confirm(third.authenticator.code(1))).code).toBe("conflict");
  expect(errorOf(await me.send("POST", path, { password: testPassword })).code).toBe("conflict");
  expect(await stateOf(me)).toMatchObject({ recoveryCodesLeft: 10 });
});

test("the same operation again does nothing twice, and tells no secret a second time", async () => {
  const me = await parley.signIn("agent");
  const key = randomUUID();
  const begin = () => me.send("POST", path, { password: testPassword }, { key });
  const { secret } = changedOf(await begin(), keySchema).result;
  expect(changedOf(await begin(), z.null()).state).toBe("succeeded");
  const confirmKey = randomUUID();
  const code = createAuthenticator(secret).code();
  const confirm = () => me.send("PUT", path, { code }, { key: confirmKey });
  expect(changedOf(await confirm(), codesSchema).result.recoveryCodes).toHaveLength(10);
  expect(changedOf(await confirm(), z.null()).state).toBe("succeeded");
  const admin = await parley.signIn("admin");
  for (const id of [key, confirmKey]) {
    expect((await admin.get(`/api/operations/${id}`)).body).toMatchObject({
      state: "succeeded",
      result: null,
    });
  }
});

test("new recovery codes take password and code, and stop those before", async () => {
  const { me, authenticator, recoveryCodes } = await switchedOn();
  const renew = (password: string, code?: string) =>
    me.send("POST", `${path}/recovery-codes`, { password, code });
  expect(fieldsOf(await renew("wrong", authenticator.code(1)))).toHaveProperty("password");
  expect(fieldsOf(await renew(testPassword, authenticator.wrongCode()))).toHaveProperty("code");
  // Neither of the two used up the code that was right.
  const renewed = changedOf(await renew(testPassword, authenticator.code(1)), codesSchema).result;
  expect(renewed.recoveryCodes).toHaveLength(10);
  expect(fieldsOf(await renew(testPassword, recoveryCodes[0]))).toHaveProperty("code");
  const again = await renew(testPassword, renewed.recoveryCodes[0]);
  expect(changedOf(again, codesSchema).result.recoveryCodes).not.toContain(renewed.recoveryCodes[0]);
  expect((await stateOf(me)).recoveryCodesLeft).toBe(10);
});

test("it is switched off with password and code, and signing in takes the password alone again", async () => {
  const { me, recoveryCodes } = await switchedOn();
  const off = (code?: string) => me.send("DELETE", path, { password: testPassword, code });
  expect(fieldsOf(await off())).toHaveProperty("code");
  expect(fieldsOf(await off("000000"))).toHaveProperty("code");
  expect((await off(recoveryCodes[3])).status).toBe(200);
  expect(await stateOf(me)).toEqual({ enabledAt: null, recoveryCodesLeft: 0 });
  await clearFailures(parley.context, emailOf(me));
  const result = await signIn(parley.context, { email: emailOf(me), password: testPassword, ...from });
  expect(result.ok).toBe(true);
  expect(fieldsOf(await off(recoveryCodes[4]))).toHaveProperty("code");
});

test("wrong tries on the account page count into the lock-out of the sign-in too", async () => {
  const { me, authenticator } = await switchedOn();
  for (let tries = 0; tries < 5; tries += 1) {
    await me.send("DELETE", path, { password: testPassword, code: authenticator.wrongCode() });
  }
  const right = { password: testPassword, code: authenticator.code(1) };
  expect(errorOf(await me.send("DELETE", path, right)).code).toBe("locked_out");
  expect(await signIn(parley.context, { email: emailOf(me), ...right, ...from })).toMatchObject({
    reason: "locked_out",
  });
});

test("strangers at the sign-in do not keep whoever is signed in from showing who they are", async () => {
  const { me, authenticator } = await switchedOn();
  for (let tries = 0; tries < 6; tries += 1) {
    await signIn(parley.context, { email: emailOf(me), password: "a stranger's", ...from });
  }
  const right = { password: testPassword, code: authenticator.code(1) };
  expect((await me.send("DELETE", path, right)).status).toBe(200);
});

test("an admin sees who has one, resets somebody else's and not their own; their sessions end", async () => {
  const { me: admin } = await switchedOn("admin");
  const { me } = await switchedOn();
  const plain = await parley.signIn("moderator");
  const { operators } = z
    .object({ operators: z.array(operatorSchema) })
    .parse((await admin.get("/api/operators")).body);
  const shown = (id: string | null) => operators.find((one) => one.id === id)?.hasSecondFactor;
  expect([admin, me, plain].map((one) => shown(one.operatorId))).toEqual([true, true, false]);
  const reset = (id: string | null) => admin.send("DELETE", `/api/operators/${id}/second-factor`);
  expect(errorOf(await reset(admin.operatorId)).code).toBe("conflict");
  expect(errorOf(await reset(plain.operatorId)).code).toBe("conflict");
  expect(errorOf(await reset("nobody")).code).toBe("not_found");
  expect((await reset(me.operatorId)).status).toBe(200);
  expect((await me.get("/api/session")).status).toBe(401);
  const result = await signIn(parley.context, { email: emailOf(me), password: testPassword, ...from });
  expect(result.ok).toBe(true);
  const row = await parley.context.db
    .selectFrom("audit")
    .selectAll()
    .where("action", "=", "operator.second-factor-reset")
    .where("result", "=", "succeeded")
    .executeTakeFirstOrThrow();
  expect(row).toMatchObject({ target_id: me.operatorId, target_label: emailOf(me) });
  expect(JSON.parse(row.details)).toMatchObject({ ended: 1 });
});

test("every step is in the audit, and neither it, the operations nor the log hold password, secret or codes", async () => {
  const { me, secret, authenticator, recoveryCodes } = await switchedOn();
  const code = authenticator.code(1);
  await me.send("POST", `${path}/recovery-codes`, { password: testPassword, code });
  const { db, keyring } = parley.context;
  const audit = await db
    .selectFrom("audit")
    .selectAll()
    .where("operator_id", "=", me.operatorId ?? "")
    .execute();
  expect(audit.map(({ action, result }) => `${action} ${result}`)).toEqual([
    "account.second-factor-start succeeded",
    "account.second-factor-on succeeded",
    "account.recovery-codes succeeded",
  ]);
  const operations = await db.selectFrom("operations").selectAll().execute();
  const opened = operations.flatMap((row) => [
    keyring.open(row.input_sealed, `input:${row.id}`),
    row.result_sealed ? keyring.open(row.result_sealed, `result:${row.id}`) : "",
  ]);
  const everything = JSON.stringify([audit, operations, opened]) + parley.logged();
  for (const text of [testPassword, secret, ...recoveryCodes]) expect(everything).not.toContain(text);
});

test("of confirmations at the same time one switches it on", async () => {
  const me = await parley.signIn("agent");
  const { authenticator } = await start(me);
  const code = authenticator.code();
  const answers = await Promise.all([1, 2, 3].map(() => me.send("PUT", path, { code })));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
  expect((await stateOf(me)).recoveryCodesLeft).toBe(10);
});
