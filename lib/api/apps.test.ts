import { execFile, spawnSync } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import http from "node:http";
import https from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { appSchema } from "@/lib/contracts/apps";
import { sessionSchema } from "@/lib/contracts/session";
import { createTestConversation, createTestService, sendTestMessage } from "@/lib/im-server/testing/builders";
import { testKeys } from "@/lib/im-server/testing/start-test-server";
import { startHostedLook } from "./testing/hosted-look";
import { startTestConsole, type TestConsole } from "./testing/start-test-console";
import { changedOf, errorOf, type TestClient } from "./testing/test-client";

const madeSchema = z.object({ app: appSchema });
const appsSchema = z.object({ apps: z.array(appSchema) });
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

const servers: http.Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function listen(server: http.Server): Promise<string> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
}

/** A certificate of its own making. */
async function selfSigned(): Promise<{ key: Buffer; cert: Buffer }> {
  const folder = await mkdtemp(join(tmpdir(), "parley-cert-"));
  const [key, cert] = [join(folder, "key.pem"), join(folder, "cert.pem")];
  const ec = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];
  const args = ["req", "-x509", ...ec, "-subj", "/CN=127.0.0.1", "-days", "2", "-keyout", key, "-out", cert];
  await promisify(execFile)("openssl", args);
  const made = { key: await readFile(key), cert: await readFile(cert) };
  await rm(folder, { recursive: true });
  return made;
}

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
    const withoutTls = await failed(connection(url.replace("http:", "https:")));
    expect(withoutTls.slice(0, 2)).toEqual(["reach", "no-tls"]);
  });

  const hasOpenssl = spawnSync("openssl", ["version"]).status === 0;
  test.skipIf(!hasOpenssl)("a certificate that is nobody's (made with the openssl command)", async () => {
    const server = https.createServer(await selfSigned(), (_request, response) => response.end("{}"));
    const url = await listen(server);
    expect(await failed(connection(url.replace("http:", "https:")))).toEqual([
      "reach",
      "certificate",
      "DEPTH_ZERO_SELF_SIGNED_CERT",
    ]);
  });

  test("keys with spaces around them are the keys; what cannot stand in a header is refused as a field", async () => {
    const { url } = parley.im;
    const masterKey = ` ${testKeys.masterKey}\n`;
    expect((await tryIt(connection(` ${url}/ `, { masterKey }))).ok).toBe(true);
    for (const key of ["a\r\nx-evil: 1", "a\u0000b", "ключ"]) {
      const answer = await admin.send("POST", "/api/apps/test", connection(url, { masterKey: key }));
      expect(errorOf(answer).details).toMatchObject({ fields: { masterKey: expect.any(String) } });
    }
  });
});

describe("whoever tries addresses to get at something", () => {
  const tryUrl = async (serverUrl: string) => {
    const answer = await admin.send("POST", "/api/apps/test", connection(serverUrl));
    return testSchema.parse(answer.body).steps.at(-1);
  };

  test("a redirect is not followed: neither the call nor its keys come to the other server", async () => {
    const reached: string[] = [];
    const inside = await listen(
      http.createServer((request, response) => {
        reached.push(request.url ?? "");
        response.end("{}");
      }),
    );
    for (const status of [301, 302, 303, 307, 308]) {
      const url = await listen(
        http.createServer((_request, response) =>
          response.writeHead(status, { location: `${inside}/1.1/date` }).end(),
        ),
      );
      expect(await tryUrl(url)).toMatchObject({
        step: "reach",
        finding: "redirects",
        detail: `HTTP ${status}`,
      });
    }
    expect(reached).toEqual([]);
  });

  test("what stands in an address besides it is refused, and not written down", async () => {
    for (const serverUrl of [
      "https://tom:hunter2@example.com",
      "https://tom@example.com",
      "https://example.com/?key=hunter2",
      "https://example.com/#hunter2",
    ]) {
      for (const path of ["/api/apps/test", "/api/apps"]) {
        const answer = await admin.send("POST", path, { name: "x", ...connection(serverUrl) });
        expect(errorOf(answer).details).toMatchObject({ fields: { serverUrl: expect.any(String) } });
      }
    }
    const rows = await parley.context.db.selectFrom("audit").select("details").execute();
    expect(rows.map((row) => row.details).join()).not.toContain("hunter2");
    expect(parley.logged()).not.toContain("hunter2");
  });

  test("an answer without end, or one that is none, is given up within bounds", async () => {
    const endless = await listen(
      http.createServer((_request, response) => {
        response.writeHead(200, { "content-type": "application/json" });
        const pour = () => {
          while (response.write(Buffer.alloc(1024 * 1024, " ")));
        };
        response.on("drain", pour);
        pour();
      }),
    );
    expect(await tryUrl(endless)).toMatchObject({ step: "reach", finding: "not-leancloud" });
    const html = await listen(http.createServer((_request, response) => response.end("<h1>It works!</h1>")));
    expect(await tryUrl(html)).toMatchObject({ step: "reach", finding: "not-leancloud" });
  });

  test("an answer's words are told without the keys that it was sent", async () => {
    const echo = await listen(
      http.createServer((request, response) => {
        const body = { code: 1, error: `you said ${request.headers["x-lc-key"]}` };
        const isKnown =
          request.url === "/1.1/date" && !String(request.headers["x-lc-key"]).includes("master");
        response.writeHead(isKnown ? 200 : 400, { "content-type": "application/json" });
        response.end(JSON.stringify(isKnown ? { __type: "Date", iso: new Date().toISOString() } : body));
      }),
    );
    const step = await tryUrl(echo);
    expect(step).toMatchObject({ step: "master-key", finding: "refused" });
    expect(step?.detail).toContain("you said");
    expect(step?.detail).not.toContain(testKeys.masterKey);
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

test("what a new app's server can do is told as soon as apps are looked at, and not before it has answered", async () => {
  const listed = async (id: string) => {
    const { apps } = appsSchema.parse((await admin.get("/api/apps")).body);
    return apps.find((app) => app.id === id)?.capabilities;
  };
  const { app } = changedOf(await create(parley.im.url), madeSchema).result;
  expect(app.capabilities).toBeNull();
  expect(await listed(app.id)).toContain("search");
  await admin.send("DELETE", `/api/apps/${app.id}`);
  const silent = changedOf(await create("http://127.0.0.1:1"), madeSchema).result.app;
  expect(await listed(silent.id)).toBeNull();
  await admin.send("DELETE", `/api/apps/${silent.id}`);
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
    everyone: { dailyLimit: null },
    toSubscribers: { dailyLimit: null },
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
