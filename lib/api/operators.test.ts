import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { signIn } from "@/lib/auth/sign-in";
import { operatorSchema } from "@/lib/contracts/operators";
import { startTestConsole, type TestConsole, testPassword } from "./testing/start-test-console";
import { changedOf, errorOf, type TestClient } from "./testing/test-client";

const invitedSchema = z.object({ operator: operatorSchema, invitationUrl: z.string() });
const from = { ip: null, userAgent: null };
let parley: TestConsole;
let admin: TestClient;

beforeAll(async () => {
  parley = await startTestConsole();
  admin = await parley.signIn("admin");
});
afterAll(() => parley.close());

const invite = (email: string) =>
  admin.send("POST", "/api/operators", {
    email,
    name: "New",
    grants: [{ appId: "embedded", role: "agent" }],
  });
const tokenOf = (url: string) => url.split("/").at(-1) ?? "";

test("an invitation works once, and its operator signs in with the password they chose", async () => {
  const { operator, invitationUrl } = changedOf(await invite("new@example.com"), invitedSchema).result;
  expect(operator.status).toBe("invited");
  const path = `/api/invitations/${tokenOf(invitationUrl)}`;
  expect((await parley.anonymous.get(path)).body).toEqual({ email: "new@example.com", name: "New" });
  expect(errorOf(await parley.anonymous.send("POST", path, { password: "short" })).code).toBe("bad_request");
  expect((await parley.anonymous.send("POST", path, { password: testPassword })).status).toBe(200);
  expect(errorOf(await parley.anonymous.send("POST", path, { password: testPassword })).code).toBe(
    "not_found",
  );
  const result = await signIn(parley.context, { email: "new@example.com", password: testPassword, ...from });
  expect(result.ok).toBe(true);
});

test("an invitation is in no log line, also when its use fails", async () => {
  const { invitationUrl } = changedOf(await invite("secret@example.com"), invitedSchema).result;
  const path = `/api/invitations/${tokenOf(invitationUrl)}`;
  await parley.anonymous.get(path);
  await parley.anonymous.send("POST", path, { password: "short" });
  const elsewhere = { headers: { origin: "https://evil.example", "sec-fetch-site": null } };
  await admin.send("POST", path, { password: testPassword }, elsewhere);
  const audit = JSON.stringify(await parley.context.db.selectFrom("audit").selectAll().execute());
  expect(parley.logged()).toContain("/api/invitations/[hidden]");
  expect(parley.logged() + audit).not.toContain(tokenOf(invitationUrl));
});

test("a new link makes the older one stop, and the database holds neither", async () => {
  const first = changedOf(await invite("twice@example.com"), invitedSchema).result;
  const renewed = await admin.send("POST", `/api/operators/${first.operator.id}/invitation`);
  const second = changedOf(renewed, invitedSchema).result;
  const read = (url: string) => parley.anonymous.get(`/api/invitations/${tokenOf(url)}`);
  expect((await read(first.invitationUrl)).status).toBe(404);
  expect((await read(second.invitationUrl)).status).toBe(200);
  const stored = JSON.stringify([
    await parley.context.db.selectFrom("invitations").selectAll().execute(),
    await parley.context.db.selectFrom("operations").selectAll().execute(),
    await parley.context.db.selectFrom("audit").selectAll().execute(),
  ]);
  expect(stored).not.toContain(tokenOf(second.invitationUrl));
});

test("the same e-mail, an app that is not there and two roles on one app are refused", async () => {
  await invite("same@example.com");
  expect(errorOf(await invite("SAME@example.com")).code).toBe("conflict");
  for (const grants of [
    [{ appId: "nothing", role: "agent" }],
    [
      { appId: "embedded", role: "agent" },
      { appId: "embedded", role: "admin" },
    ],
  ]) {
    const answer = await admin.send("POST", "/api/operators", { email: "x@example.com", name: "X", grants });
    expect(errorOf(answer).code).toBe("bad_request");
  }
});

test.each([
  { name: "disabling", change: { status: "disabled" } },
  { name: "a change of role", change: { grants: [{ appId: "*", role: "agent" }] } },
])("$name ends every session at once", async ({ change }) => {
  const other = await parley.signIn("moderator");
  expect((await other.get("/api/session")).status).toBe(200);
  const answer = await admin.send("PATCH", `/api/operators/${other.operatorId}`, change);
  expect(answer.status).toBe(200);
  expect((await other.get("/api/session")).status).toBe(401);
});

test("the last admin of every app can neither leave nor be put out", async () => {
  const { db } = parley.context;
  await db
    .deleteFrom("grants")
    .where("role", "=", "admin")
    .where("operator_id", "!=", admin.operatorId ?? "")
    .execute();
  const path = `/api/operators/${admin.operatorId}`;
  for (const change of [{ status: "disabled" }, { grants: [{ appId: "*", role: "agent" }] }]) {
    expect(errorOf(await admin.send("PATCH", path, change)).code).toBe("conflict");
  }
  expect((await admin.get("/api/operators")).status).toBe(200);
});

test("a changed password ends the other sessions and opens the gate; a wrong one is counted", async () => {
  const me = await parley.signIn("agent", { mustChangePassword: true });
  expect(errorOf(await me.get("/api/account/sessions")).code).toBe("password_change_required");
  const path = "/api/account/password";
  const next = "another long password";
  expect(errorOf(await me.send("POST", path, { current: "wrong", next })).details).toMatchObject({
    fields: { current: expect.any(String) },
  });
  const same = { current: testPassword, next: testPassword };
  expect(errorOf(await me.send("POST", path, same)).code).toBe("bad_request");
  expect((await me.send("POST", path, { current: testPassword, next })).status).toBe(200);
  expect((await me.get("/api/account/sessions")).status).toBe(200);
  const stored = JSON.stringify(await parley.context.db.selectFrom("operations").selectAll().execute());
  expect(stored + parley.logged()).not.toContain(next);
});

test("signing out elsewhere leaves this session alone", async () => {
  const me = await parley.signIn("agent");
  const { context } = parley;
  const { createSession } = await import("@/lib/auth/sessions");
  await createSession(context.db, me.operatorId ?? "", from);
  const sessions = z.object({ sessions: z.array(z.object({ id: z.string(), isCurrent: z.boolean() })) });
  const before = sessions.parse((await me.get("/api/account/sessions")).body).sessions;
  expect(before).toHaveLength(2);
  const other = before.find((session) => !session.isCurrent);
  expect((await me.send("DELETE", `/api/account/sessions/${other?.id}`)).status).toBe(200);
  const after = sessions.parse((await me.get("/api/account/sessions")).body).sessions;
  expect(after.map((session) => session.isCurrent)).toEqual([true]);
});
