import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { ConsoleContext } from "@/lib/console/context";
import { deviceCookie, knownDevice } from "./known-device";
import { countFailure, type Guesser, lockedFor } from "./lockout";
import { signIn } from "./sign-in";
import { openConsole } from "./testing/open-console";

const password = "correct horse battery staple";
const email = "owner@example.com";
const day = 86_400_000;
let opened: Awaited<ReturnType<typeof openConsole>>;
let context: ConsoleContext;

beforeAll(async () => {
  opened = await openConsole({ email, password });
  context = opened.context;
});
afterAll(() => opened.close());
beforeEach(() => context.db.deleteFrom("sign_in_failures").execute());

const enter = (more: { password?: string; device?: string; email?: string } = {}) =>
  signIn(context, { email, password, ip: null, userAgent: "test", ...more });
const lockAccount = async () => {
  for (let tries = 0; tries < 6; tries += 1) await enter({ password: "a stranger's" });
};
async function signedInBefore(): Promise<string> {
  const result = await enter();
  if (!result.ok) throw new Error(result.reason);
  return cookieValue(result.deviceCookie);
}
const cookieValue = (cookie: string) => /^[^=]+=([^;]+)/.exec(cookie)?.[1] ?? "";

test("strangers who lock an account do not lock out the browser that was signed in to it", async () => {
  const device = await signedInBefore();
  await lockAccount();
  expect(await enter()).toMatchObject({ reason: "locked_out" });
  const again = await enter({ device });
  expect(again).toMatchObject({ ok: true });
  // It stays the same browser.
  const renewed = again.ok ? cookieValue(again.deviceCookie) : "";
  expect(knownDevice(context.keyring, renewed, email)).toBe(knownDevice(context.keyring, device, email));
});

test("a known browser is locked by its own failures, and they count against the account", async () => {
  const device = await signedInBefore();
  for (let tries = 0; tries < 5; tries += 1) {
    expect(await enter({ device, password: "wrong" })).toMatchObject({ reason: "invalid" });
  }
  expect(await enter({ device })).toMatchObject({ reason: "locked_out" });
  expect(await enter()).toMatchObject({ reason: "locked_out" });
});

test("a cookie that was made up, changed, of another account or too old makes nothing known", async () => {
  const device = await signedInBefore();
  const [id, at, mac = ""] = device.split(".");
  const flipped = `${mac.startsWith("0") ? "1" : "0"}${mac.slice(1)}`;
  const old = cookieValue(deviceCookie(context, email, null, Date.now() - 181 * day));
  const ofAnother = cookieValue(deviceCookie(context, "another@example.com", null));
  const ahead = cookieValue(deviceCookie(context, email, null, Date.now() + day));
  const forged = [`${id}.${at}.${flipped}`, `${id}.${Number(at) - 1}.${mac}`, old, ofAnother, ahead, "x", ""];
  for (const value of forged) expect(knownDevice(context.keyring, value, email)).toBeNull();
  await lockAccount();
  for (const value of forged) expect(await enter({ device: value })).toMatchObject({ reason: "locked_out" });
});

test("a browser known to one account learns nothing of others", async () => {
  const device = await signedInBefore();
  const results = [];
  for (let tries = 0; tries < 6; tries += 1) {
    results.push(await enter({ device, email: "nobody@example.com", password: "wrong" }));
  }
  expect(results.map((result) => (result.ok ? "ok" : result.reason))).toEqual([
    ...Array.from({ length: 5 }, () => "invalid"),
    "locked_out",
  ]);
});

test("whatever strangers do in between, a known browser is locked as if it were alone", async () => {
  const start = Date.now();
  const stranger: Guesser = { email, ip: null };
  const event = fc.record({ isStranger: fc.boolean(), afterMs: fc.integer({ min: 0, max: 20 * 60_000 }) });
  let run = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(event, { maxLength: 25 }), async (events) => {
      run += 1;
      const beside: Guesser = { email, ip: null, known: `device:beside-${run}` };
      // The same failures at the same times, of an account that nobody else tries.
      const alone: Guesser = { email: `alone-${run}@example.com`, ip: null, known: `device:alone-${run}` };
      let now = start;
      for (const { isStranger, afterMs } of events) {
        now += afterMs;
        if (isStranger) await countFailure(context, stranger, now);
        else for (const guesser of [beside, alone]) await countFailure(context, guesser, now);
        expect(await lockedFor(context, beside, now)).toBe(await lockedFor(context, alone, now));
      }
    }),
    { numRuns: 25 },
  );
});
