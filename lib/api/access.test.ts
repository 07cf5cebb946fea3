import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { consoleUrl } from "@/lib/config/env";
import type { Role } from "@/lib/contracts/session";
import { loadRoutes, type RouteEntry } from "./testing/route-table";
import { startTestConsole, type TestConsole } from "./testing/start-test-console";
import { errorOf, type TestClient } from "./testing/test-client";

/** Who may call what: written out by hand, so that a change of a route's access is a change here. */
const everyone: (Role | null)[] = [null, "agent", "moderator", "admin"];
const agents: (Role | null)[] = ["agent", "moderator", "admin"];
const moderators: (Role | null)[] = ["moderator", "admin"];
const admins: (Role | null)[] = ["admin"];
const app = "/api/apps/[appId]";
const one = `${app}/conversations/[conversationId]`;
const expected: Record<string, (Role | null)[] | "anyone"> = {
  "GET /api/session": everyone,
  "GET /api/account": everyone,
  "PATCH /api/account": everyone,
  "POST /api/account/password": everyone,
  "GET /api/account/sessions": everyone,
  "DELETE /api/account/sessions": everyone,
  "DELETE /api/account/sessions/[sessionId]": everyone,
  "GET /api/account/second-factor": everyone,
  "POST /api/account/second-factor": everyone,
  "PUT /api/account/second-factor": everyone,
  "DELETE /api/account/second-factor": everyone,
  "POST /api/account/second-factor/recovery-codes": everyone,
  "GET /api/operations/[operationId]": everyone,
  "GET /api/live": everyone,
  "GET /api/jobs/[jobId]": everyone,
  "DELETE /api/jobs/[jobId]": everyone,
  "GET /api/invitations/[token]": "anyone",
  "POST /api/invitations/[token]": "anyone",
  "GET /api/apps": admins,
  "POST /api/apps": admins,
  "POST /api/apps/test": admins,
  [`GET ${app}`]: admins,
  [`PATCH ${app}`]: admins,
  [`DELETE ${app}`]: admins,
  [`POST ${app}/test`]: admins,
  [`GET ${app}/im-settings`]: admins,
  [`PUT ${app}/im-settings`]: admins,
  "GET /api/operators": admins,
  "POST /api/operators": admins,
  "PATCH /api/operators/[operatorId]": admins,
  "POST /api/operators/[operatorId]/invitation": admins,
  "GET /api/operators/[operatorId]/sessions": admins,
  "DELETE /api/operators/[operatorId]/sessions": admins,
  "DELETE /api/operators/[operatorId]/sessions/[sessionId]": admins,
  "DELETE /api/operators/[operatorId]/second-factor": admins,
  "GET /api/audit": admins,
  "GET /api/audit/chain": admins,
  "GET /api/audit/export": admins,
  [`GET ${app}/conversations`]: agents,
  [`POST ${app}/conversations`]: agents,
  [`GET ${app}/conversations/last-messages`]: agents,
  [`POST ${app}/conversations/bulk`]: agents,
  [`GET ${one}`]: agents,
  [`PATCH ${one}`]: agents,
  [`DELETE ${one}`]: admins,
  [`GET ${one}/messages`]: agents,
  [`POST ${one}/messages`]: agents,
  [`PATCH ${one}/messages/[messageId]`]: moderators,
  [`DELETE ${one}/messages/[messageId]`]: moderators,
  [`POST ${one}/messages/[messageId]/recall`]: moderators,
  [`GET ${one}/messages/[messageId]/versions`]: agents,
  [`GET ${one}/messages/[messageId]/trace`]: agents,
  [`GET ${one}/members`]: agents,
  [`POST ${one}/members`]: agents,
  [`DELETE ${one}/members`]: agents,
  [`GET ${one}/mutes`]: agents,
  [`POST ${one}/mutes`]: moderators,
  [`DELETE ${one}/mutes`]: moderators,
  [`GET ${one}/silences`]: agents,
  [`GET ${one}/silences/timed`]: agents,
  [`POST ${one}/silences`]: moderators,
  [`DELETE ${one}/silences`]: moderators,
  [`GET ${one}/blocks`]: agents,
  [`POST ${one}/blocks`]: moderators,
  [`DELETE ${one}/blocks`]: moderators,
  [`GET ${one}/roles`]: agents,
  [`PUT ${one}/roles`]: moderators,
  [`GET ${one}/online`]: agents,
  [`POST ${one}/presence`]: agents,
  [`POST ${one}/activity`]: agents,
  [`GET ${one}/subscribers`]: agents,
  [`POST ${one}/subscribers`]: admins,
  [`DELETE ${one}/subscribers`]: admins,
  [`GET ${one}/subscribers/count`]: agents,
  [`GET ${app}/messages`]: agents,
  [`GET ${app}/messages/search`]: agents,
  [`GET ${app}/clients`]: agents,
  [`GET ${app}/clients/[clientId]`]: agents,
  [`GET ${app}/clients/[clientId]/conversations`]: agents,
  [`GET ${app}/clients/[clientId]/messages`]: agents,
  [`GET ${app}/clients/[clientId]/unread`]: agents,
  [`GET ${app}/clients/[clientId]/subscriptions`]: agents,
  [`GET ${app}/clients/[clientId]/sessions`]: agents,
  [`GET ${app}/clients/[clientId]/restrictions`]: agents,
  [`POST ${app}/clients/[clientId]/kick`]: moderators,
  [`GET ${app}/watch-list`]: agents,
  [`POST ${app}/watch-list`]: agents,
  [`GET ${app}/watch-list/presence`]: agents,
  [`PATCH ${app}/watch-list/[clientId]`]: agents,
  [`DELETE ${app}/watch-list/[clientId]`]: agents,
  [`POST ${app}/signatures`]: admins,
  [`POST ${app}/signatures/check`]: moderators,
  [`GET ${app}/broadcasts`]: agents,
  [`POST ${app}/broadcasts`]: admins,
  [`GET ${app}/broadcasts/check`]: admins,
  [`PATCH ${app}/broadcasts/[messageId]`]: admins,
  [`DELETE ${app}/broadcasts/[messageId]`]: admins,
};

const routes = await loadRoutes();
const nameOf = (route: RouteEntry) => `${route.method} ${route.path}`;
const pathOf = (route: RouteEntry) =>
  route.path
    .replace("[appId]", "embedded")
    .replace(/\[(operationId|jobId)\]/, "0b0f2d0e-3f6b-4a3a-9a39-111111111111")
    .replace(/\[\w+\]/g, "nothing-by-this-name");

let console_: TestConsole;
const clients = new Map<Role | null, TestClient>();

beforeAll(async () => {
  console_ = await startTestConsole();
  for (const role of everyone) clients.set(role, await console_.signIn(role));
});
afterAll(() => console_.close());

/** A valid body is not needed: who may call is decided before anything is parsed. */
const call = (client: TestClient, route: RouteEntry, headers?: Record<string, string | null>) =>
  client.send(route.method, pathOf(route), route.method === "GET" ? undefined : { nonsense: true }, {
    headers,
  });

test("every route is in the table, and nothing else", () => {
  expect(routes.map(nameOf).sort()).toEqual(Object.keys(expected).sort());
});

describe.each(routes.map((route) => ({ name: nameOf(route), route })))("$name", ({ name, route }) => {
  const allowed = expected[name] ?? [];

  test.each(everyone)("as %s", async (role) => {
    const client = clients.get(role);
    if (!client) throw new Error("no client");
    const answer = await call(client, route);
    const isRefused = answer.status === 403;
    expect(isRefused).toBe(allowed !== "anyone" && !allowed.includes(role));
    if (isRefused) expect(errorOf(answer).code).toBe("forbidden");
    expect(answer.status).not.toBe(500);
  });

  test("without a session", async () => {
    const answer = await call(console_.anonymous, route);
    expect(answer.status === 401).toBe(allowed !== "anyone");
  });

  test("before the password was changed", async () => {
    const client = await console_.signIn("admin", { mustChangePassword: true });
    const answer = await call(client, route);
    const open = ["GET /api/session", "GET /api/account", "POST /api/account/password"];
    if (allowed === "anyone" || open.includes(name)) expect(answer.status).not.toBe(403);
    else expect(errorOf(answer).code).toBe("password_change_required");
  });
});

const changes = routes.filter((route) => route.method !== "GET");
describe.each(changes.map((route) => ({ name: nameOf(route), route })))("$name", ({ route }) => {
  test("from another site", async () => {
    const client = clients.get("admin") ?? console_.anonymous;
    const attempts = [
      { "sec-fetch-site": "cross-site", origin: "https://evil.example" },
      { "sec-fetch-site": "same-site", origin: "http://other.test" },
      { "sec-fetch-site": null, origin: "https://evil.example" },
      { "sec-fetch-site": null, origin: "null" },
      { "sec-fetch-site": null, origin: null },
    ];
    for (const headers of attempts) {
      expect(errorOf(await call(client, route, headers)).details).toMatchObject({ reason: "cross-origin" });
    }
  });

  test("a form instead of JSON", async () => {
    const client = clients.get("admin") ?? console_.anonymous;
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"]) {
      expect(errorOf(await call(client, route, { "content-type": type })).code).toBe("bad_request");
    }
  });
});

test("a page of the public address may change, whatever name a proxy calls the console by", async () => {
  const me = await console_.signIn("agent");
  const change = (origin: string) =>
    me.send("PATCH", "/api/account", { name: "N" }, { headers: { origin, host: "127.0.0.1:3000" } });
  expect((await change(consoleUrl(console_.context.env))).status).toBe(200);
  expect((await change("http://127.0.0.1:3000")).status).toBe(200);
  expect(errorOf(await change("https://evil.example")).code).toBe("forbidden");
});

test("a role on one app is none on another, and an app that is not there is not found", async () => {
  const stranger = await console_.signIn("admin", { appId: "another-app" });
  expect(errorOf(await stranger.get("/api/apps/embedded/conversations")).code).toBe("forbidden");
  expect(errorOf(await stranger.get("/api/operators")).code).toBe("forbidden");
  const admin = clients.get("admin");
  expect(admin && errorOf(await admin.get("/api/apps/nothing/conversations")).code).toBe("not_found");
});

test("denials are in the audit, with what they were about", async () => {
  const agent = clients.get("agent");
  await agent?.send("DELETE", "/api/apps/embedded/conversations/abc", {});
  const row = await console_.context.db
    .selectFrom("audit")
    .selectAll()
    .where("operator_id", "=", agent?.operatorId ?? "")
    .where("action", "=", "conversation.delete")
    .orderBy("seq", "desc")
    .executeTakeFirst();
  expect(row).toMatchObject({
    result: "denied",
    app_id: "embedded",
    target_type: "conversation",
    target_id: "abc",
    target_href: "/apps/embedded/conversations/abc",
    ip: "192.0.2.1",
  });
});

test("what a page asks for again and again is denied in the audit once, changes each time", async () => {
  const agent = await console_.signIn("agent");
  for (let count = 0; count < 3; count += 1) {
    expect(errorOf(await agent.get("/api/operators")).code).toBe("forbidden");
    expect(errorOf(await agent.send("POST", "/api/operators", {})).code).toBe("forbidden");
  }
  expect(errorOf(await agent.get("/api/audit")).code).toBe("forbidden");
  const rows = await console_.context.db
    .selectFrom("audit")
    .select("action")
    .where("operator_id", "=", agent.operatorId ?? "")
    .orderBy("seq")
    .execute();
  const made = "operator.create";
  expect(rows.map(({ action }) => action)).toEqual(["operator.manage", made, made, made, "audit.read"]);
});
