import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { appSchema } from "@/lib/contracts/apps";
import { sessionSchema } from "@/lib/contracts/session";
import { createTestConversation, createTestService, sendTestMessage } from "@/lib/im-server/testing/builders";
import { testKeys } from "@/lib/im-server/testing/start-test-server";
import { startHostedLook } from "./testing/hosted-look";
import { startTestConsole, type TestConsole } from "./testing/start-test-console";
import { changedOf, errorOf, type TestClient } from "./testing/test-client";

const madeSchema = z.object({ app: appSchema });
const testSchema = z.object({
  ok: z.boolean(),
  steps: z.array(
    z.object({ step: z.string(), ok: z.boolean(), finding: z.string(), detail: z.string().nullable() }),
  ),
  capabilities: z.array(z.string()),
});
let parley: TestConsole;
let hosted: Awaited<ReturnType<typeof startHostedLook>>;
let admin: TestClient;

beforeAll(async () => {
  parley = await startTestConsole();
  hosted = await startHostedLook(parley.im.url);
  admin = await parley.signIn("admin");
});
afterAll(async () => {
  await hosted.close();
  await parley.close();
});

const connection = (serverUrl: string, more: Record<string, string> = {}) => ({
  serverUrl,
  leancloudAppId: testKeys.appId,
  appKey: testKeys.appKey,
  masterKey: testKeys.masterKey,
  ...more,
});
const create = (serverUrl: string) =>
  admin.send("POST", "/api/apps", { name: "Second", ...connection(serverUrl) });

describe("test connection says what is wrong", () => {
  const tryIt = async (body: unknown) =>
    testSchema.parse((await admin.send("POST", "/api/apps/test", body)).body);
  const failed = async (body: unknown) => {
    const { ok, steps } = await tryIt(body);
    expect(ok).toBe(false);
    expect(steps.slice(0, -1).every((step) => step.ok)).toBe(true);
    const { step, finding, detail } = steps.at(-1) ?? {};
    return [step, finding, detail];
  };

  test("everything right", async () => {
    const { ok, steps, capabilities } = await tryIt(connection(parley.im.url));
    expect(steps.map((step) => step.step)).toEqual(["address", "reach", "app", "master-key", "capabilities"]);
    expect(ok).toBe(true);
    expect(steps.at(-1)?.finding).toBe("parley");
    expect(capabilities).toContain("search");
    const leancloud = await tryIt(connection(hosted.url));
    expect(leancloud.capabilities).toEqual([]);
    expect(leancloud.steps.at(-1)?.finding).toBe("leancloud");
  });

  test("each thing that can be wrong", async () => {
    const { url } = parley.im;
    expect(await failed(connection("http://10.0.0.1"))).toEqual(["address", "address-refused", null]);
    expect(await failed(connection("http://example.com"))).toEqual(["address", "address-refused", null]);
    const nowhere = "no-such-host.invalid";
    expect(await failed(connection(`https://${nowhere}`))).toEqual(["address", "name-unknown", nowhere]);
    const closed = "http://127.0.0.1:1";
    expect(await failed(connection(closed))).toEqual(["reach", "no-connection", "ECONNREFUSED"]);
    expect(await failed(connection(url, { leancloudAppId: "other" }))).toEqual(["app", "app-wrong", null]);
    expect(await failed(connection(url, { appKey: "wrong" }))).toEqual(["app", "app-wrong", null]);
    const wrong = await failed(connection(url, { masterKey: "wrong" }));
    expect(wrong).toEqual(["master-key", "master-key-wrong", null]);
  });
});

test("keys are sealed, never told again, and stay when left out of a change", async () => {
  const app = changedOf(await create(parley.im.url), madeSchema).result.app;
  expect(JSON.stringify(app)).not.toContain(testKeys.masterKey);
  const renamed = await admin.send("PATCH", `/api/apps/${app.id}`, { name: "Renamed" });
  expect(changedOf(renamed, madeSchema).result.app.masterKeyFingerprint).toBe(app.masterKeyFingerprint);
  expect((await admin.get(`/api/apps/${app.id}/conversations`)).status).toBe(200);
  const changed = await admin.send("PATCH", `/api/apps/${app.id}`, { masterKey: "another-key" });
  expect(changedOf(changed, madeSchema).result.app.masterKeyFingerprint).not.toBe(app.masterKeyFingerprint);
  expect(errorOf(await admin.get(`/api/apps/${app.id}/conversations`)).code).toBe("upstream_unauthorized");
  expect((await admin.send("DELETE", `/api/apps/${app.id}`)).status).toBe(200);
  expect(errorOf(await admin.get(`/api/apps/${app.id}/conversations`)).code).toBe("not_found");
});

test("keys go to no other server than the one they were entered for", async () => {
  const app = changedOf(await create(parley.im.url), madeSchema).result.app;
  const path = `/api/apps/${app.id}`;
  const { appKey, masterKey } = testKeys;
  for (const keys of [{}, { appKey }, { masterKey }]) {
    const answer = await admin.send("PATCH", path, { serverUrl: hosted.url, ...keys });
    expect(errorOf(answer).code).toBe("bad_request");
  }
  expect((await admin.send("PATCH", path, { serverUrl: `${parley.im.url}/` })).status).toBe(200);
  const moved = await admin.send("PATCH", path, { serverUrl: hosted.url, appKey, masterKey });
  expect(changedOf(moved, madeSchema).result.app.serverUrl).toBe(hosted.url);
  await admin.send("DELETE", path);
});

test("private addresses are refused when saved", async () => {
  for (const url of ["http://10.0.0.1", "https://169.254.169.254", "http://example.com", "https://[::1]:1"]) {
    const answer = await create(url);
    if (url.includes("::1")) expect(answer.status).toBe(200);
    else expect(errorOf(answer).details).toMatchObject({ fields: { serverUrl: expect.any(String) } });
  }
});

test("the app given by variables keeps its server and keys, and is not deleted", async () => {
  expect(errorOf(await admin.send("PATCH", "/api/apps/embedded", { masterKey: "x" })).code).toBe("conflict");
  expect(errorOf(await admin.send("DELETE", "/api/apps/embedded")).code).toBe("conflict");
  expect((await admin.send("PATCH", "/api/apps/embedded", { color: "red" })).status).toBe(200);
});

test("an app without Parley's extras does everything LeanCloud can, and says what it cannot", async () => {
  const { id } = changedOf(await create(hosted.url), madeSchema).result.app;
  const session = sessionSchema.parse((await admin.get("/api/session")).body);
  expect(session.apps.find((app) => app.id === id)?.capabilities).toEqual([]);
  const conversationId = await createTestConversation(parley.im, { m: ["hosted-tom"] });
  const { messageId } = await sendTestMessage(parley.im, conversationId, "hi", { from_client: "hosted-tom" });
  const base = `/api/apps/${id}`;
  expect(
    (await admin.get(`${base}/conversations/last-messages?ids=${conversationId},nothing`)).body,
  ).toMatchObject({
    messages: { [conversationId]: { id: messageId }, nothing: null },
  });
  expect((await admin.get(`${base}/clients/hosted-tom`)).body).toMatchObject({
    conversations: 1,
    online: false,
    lastMessageAt: expect.any(Number),
    sessions: null,
    lastSeenAt: null,
  });
  expect((await admin.get(`${base}/clients?q=hosted`)).body).toEqual({ clients: ["hosted-tom"] });
  for (const path of [
    "messages/search?q=hi",
    `conversations/${conversationId}/messages/${messageId}/versions?timestamp=1`,
    `conversations/${conversationId}/messages/${messageId}/trace?timestamp=1`,
    "clients/hosted-tom/sessions",
  ]) {
    expect(errorOf(await admin.get(`${base}/${path}`)).code).toBe("not_supported");
  }
  const service = await createTestService(parley.im);
  expect((await admin.get(`${base}/broadcasts/check?conversation=${service}`)).body).toMatchObject({
    subscribers: 0,
    users: null,
    dailyLimit: null,
  });
});

test("no secret is in a log line, an answer, the audit or the database's clear columns", async () => {
  const { context } = parley;
  const answers = await Promise.all([
    admin.get("/api/apps"),
    admin.get("/api/audit?limit=200"),
    admin.get("/api/session"),
    admin.get("/api/audit/export?format=ndjson"),
  ]);
  const rows = [
    await context.db.selectFrom("apps").selectAll().execute(),
    await context.db.selectFrom("operations").selectAll().execute(),
    await context.db.selectFrom("jobs").selectAll().execute(),
  ];
  const everything = parley.logged() + answers.map((answer) => answer.text).join("") + JSON.stringify(rows);
  expect(everything.length).toBeGreaterThan(5_000);
  const cookie = admin.cookie?.split("=")[1] ?? "";
  for (const secret of [
    testKeys.masterKey,
    testKeys.appKey,
    context.env.secret,
    context.keyring.sessionSecret,
    cookie,
  ]) {
    expect(everything).not.toContain(secret);
  }
});
