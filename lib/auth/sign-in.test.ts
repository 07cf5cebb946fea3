import { encode } from "next-auth/jwt";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ConsoleContext } from "@/lib/console/context";
import { ensureFirstAdmin } from "@/lib/console/operators/ensure-first-admin";
import { readSessionCookie } from "./cookie";
import { lockedFor } from "./lockout";
import { createSession, findSession, revokeSessions } from "./sessions";
import { signIn } from "./sign-in";
import { openConsole } from "./testing/open-console";

const password = "correct horse battery staple";
const email = "admin@example.com";
const from = { ip: null, userAgent: "test" };
let opened: Awaited<ReturnType<typeof openConsole>>;
let context: ConsoleContext;

beforeAll(async () => {
  opened = await openConsole({ email: "Admin@Example.com", password, mustChangePassword: true });
  context = opened.context;
});
afterAll(() => opened.close());

test("the first admin is made once, and answered as they stand after that", async () => {
  const again = await ensureFirstAdmin(
    { email: "b@example.com", password, mustChangePassword: false },
    context,
  );
  expect(again).toEqual({ email, created: false, mustChangePassword: true });
});

test("the right password signs in, whatever the e-mail's case; the cookie works until its row is revoked", async () => {
  const result = await signIn(context, { email: " ADMIN@example.com ", password, ...from });
  if (!result.ok) throw new Error("refused");
  const token = { sub: result.operatorId, sid: result.sessionId };
  const cookie = await encode({ token, secret: context.keyring.sessionSecret });
  expect((await readSessionCookie(context, cookie))?.operator.email).toBe(email);
  await revokeSessions(context.db, result.operatorId, { only: result.sessionId });
  expect(await readSessionCookie(context, cookie)).toBeNull();
});

test("a cookie of another secret, of another operator, or made up opens nothing", async () => {
  const result = await signIn(context, { email, password, ...from });
  if (!result.ok) throw new Error("refused");
  const { sessionSecret } = context.keyring;
  const forged = [
    await encode({ token: { sub: result.operatorId, sid: result.sessionId }, secret: "another" }),
    await encode({ token: { sub: "someone-else", sid: result.sessionId }, secret: sessionSecret }),
    await encode({ token: { sub: result.operatorId, sid: "nothing" }, secret: sessionSecret }),
    await encode({ token: { sub: result.operatorId }, secret: sessionSecret }),
    "not a token",
    "",
  ];
  for (const cookie of forged) expect(await readSessionCookie(context, cookie)).toBeNull();
});

test("sessions end by age and by idleness", async () => {
  const operator = await context.db.selectFrom("operators").select("id").executeTakeFirstOrThrow();
  const id = await createSession(context.db, operator.id, from);
  const now = Date.now();
  const hour = 3_600_000;
  expect(await findSession(context, id, now + 23 * hour)).not.toBeNull();
  expect(await findSession(context, id, now + 48 * hour)).toBeNull();
  expect(await findSession(context, id, now + 8 * 24 * hour)).toBeNull();
});

test("wrong passwords lock the account, also against the right one and tries sent together", async () => {
  const tries = await Promise.all(
    Array.from({ length: 12 }, () => signIn(context, { email, password: "wrong", ...from })),
  );
  const reasons = tries.map((result) => (result.ok ? "ok" : result.reason));
  expect(reasons.filter((reason) => reason === "invalid")).toHaveLength(5);
  expect(reasons.filter((reason) => reason === "locked_out")).toHaveLength(7);
  expect(await signIn(context, { email, password, ...from })).toMatchObject({
    ok: false,
    reason: "locked_out",
  });
  const wait = await lockedFor(context, { email, ip: null });
  expect(wait).toBeGreaterThan(0);
  expect(await lockedFor(context, { email, ip: null }, Date.now() + wait + 1)).toBe(0);
});

test("an account that does not exist behaves the same", async () => {
  const results = [];
  for (let index = 0; index < 6; index += 1) {
    results.push(await signIn(context, { email: "nobody@example.com", password: "wrong", ...from }));
  }
  expect(results.map((result) => (result.ok ? "ok" : result.reason))).toEqual([
    ...Array.from({ length: 5 }, () => "invalid"),
    "locked_out",
  ]);
});

test("one address trying many accounts is locked out", async () => {
  const ip = "198.51.100.7";
  let locked = 0;
  for (let index = 0; index < 32; index += 1) {
    const result = await signIn(context, {
      email: `user${index}@example.com`,
      password: "x",
      ip,
      userAgent: null,
    });
    if (!result.ok && result.reason === "locked_out") locked += 1;
  }
  expect(locked).toBe(2);
});

const guess = (index: number, ip: string) =>
  signIn(context, { email: `guess${index}@example.com`, password: "x", ip, userAgent: null });
const lockedOf = (results: Awaited<ReturnType<typeof signIn>>[]) =>
  results.filter((result) => !result.ok && result.reason === "locked_out").length;

test("an address trying many accounts at once is counted, and so is a whole IPv6 network", async () => {
  const together = Array.from({ length: 35 }, (_, index) => guess(index, "198.51.100.8"));
  expect(lockedOf(await Promise.all(together))).toBe(5);
  const spread = Array.from({ length: 32 }, (_, index) =>
    guess(100 + index, `2001:db8:0:1:${index}::${index}`),
  );
  expect(lockedOf(await Promise.all(spread))).toBe(2);
  expect(lockedOf([await guess(200, "2001:db8::1:0:0:0:1")])).toBe(1);
  expect(lockedOf([await guess(201, "2001:db8:0:2::1")])).toBe(0);
});

test("tries while locked out fill no audit", async () => {
  const count = async () => (await context.db.selectFrom("audit").select("seq").execute()).length;
  await guess(300, "198.51.100.8");
  const before = await count();
  for (let index = 0; index < 5; index += 1) await guess(300, "198.51.100.8");
  expect(await count()).toBe(before);
});

test("every try is in the audit, without the password", async () => {
  const rows = await context.db
    .selectFrom("audit")
    .selectAll()
    .where("action", "=", "session.sign-in")
    .execute();
  const results = new Set(rows.map((row) => row.result));
  expect(results).toEqual(new Set(["succeeded", "failed", "denied"]));
  expect(JSON.stringify(rows)).not.toContain(password);
});
