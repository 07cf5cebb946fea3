import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestServer, type TestServer, testKeys } from "../testing/start-test-server";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const { appId, appKey, masterKey } = testKeys;
const md5 = (text: string) => createHash("md5").update(text).digest("hex");
const sign = (key: string, at: number, role = "") => `${md5(`${at}${key}`)},${at}${role}`;

/** A path that only the master key opens, and one that either key does. */
const masterOnly = "/1.2/rtm/stats";
const either = "/1.1/date";

function get(path: string, headers: Record<string, string>) {
  return server.call("GET", path, { key: "none", headers });
}

describe("keys in headers", () => {
  const now = Date.now();
  it.each([
    ["X-LC-Key", { "x-lc-id": appId, "x-lc-key": `${masterKey},master` }],
    ["X-LC-Sign", { "x-lc-id": appId, "x-lc-sign": sign(masterKey, now, ",master") }],
    [
      "X-LC-Sign in upper case",
      {
        "x-lc-id": appId,
        "x-lc-sign": sign(masterKey, now, ",master").replace(/^\w+/, (hex) => hex.toUpperCase()),
      },
    ],
    [
      "X-AVOSCloud-Application-Key",
      { "x-avoscloud-application-id": appId, "x-avoscloud-application-key": `${masterKey},master` },
    ],
    ["X-AVOSCloud-Master-Key", { "x-avoscloud-application-id": appId, "x-avoscloud-master-key": masterKey }],
    [
      "X-AVOSCloud-Request-Sign",
      { "x-avoscloud-application-id": appId, "x-avoscloud-request-sign": sign(masterKey, now, ",master") },
    ],
  ])("%s opens what needs the master key", async (_name, headers) => {
    expect((await get(masterOnly, headers)).status).toBe(200);
  });

  it.each([
    ["X-LC-Key", { "x-lc-id": appId, "x-lc-key": appKey }],
    ["X-LC-Sign", { "x-lc-id": appId, "x-lc-sign": sign(appKey, now) }],
    [
      "X-AVOSCloud-Application-Key",
      { "x-avoscloud-application-id": appId, "x-avoscloud-application-key": appKey },
    ],
  ])("%s with the app key opens what any key does, and says so for the rest", async (_name, headers) => {
    expect((await get(either, headers)).status).toBe(200);
    expect(await get(masterOnly, headers)).toMatchObject({
      status: 400,
      body: { code: 1, error: "The request must be signed by master key." },
    });
  });

  it.each<[string, Record<string, string>]>([
    ["nothing", {}],
    ["no key", { "x-lc-id": appId }],
    ["another app", { "x-lc-id": "other", "x-lc-key": `${masterKey},master` }],
    ["a wrong key", { "x-lc-id": appId, "x-lc-key": "nope" }],
    ["the master key without its mark", { "x-lc-id": appId, "x-lc-key": masterKey }],
    ["the app key as master", { "x-lc-id": appId, "x-lc-key": `${appKey},master` }],
    ["a key after the master key", { "x-lc-id": appId, "x-lc-key": `${masterKey},master,${appKey}` }],
    ["an unknown mark", { "x-lc-id": appId, "x-lc-key": `${masterKey},root` }],
    ["a sign of the wrong key", { "x-lc-id": appId, "x-lc-sign": sign("nope", now, ",master") }],
    ["the app key's sign as master", { "x-lc-id": appId, "x-lc-sign": sign(appKey, now, ",master") }],
    ["an old sign", { "x-lc-id": appId, "x-lc-sign": sign(masterKey, now - 3_600_000, ",master") }],
    [
      "a sign from the future",
      { "x-lc-id": appId, "x-lc-sign": sign(masterKey, now + 3_600_000, ",master") },
    ],
    ["a garbled sign", { "x-lc-id": appId, "x-lc-sign": "xyz" }],
  ])("refuses %s", async (_name, headers) => {
    expect(await get(either, headers)).toMatchObject({
      status: 401,
      body: { code: 401, error: "Unauthorized." },
    });
  });
});

it("takes the app key's sign of any clock", async () => {
  for (const at of [1453014943466, 1453014943, Date.now() + 86_400_000]) {
    expect((await get(either, { "x-lc-id": appId, "x-lc-sign": sign(appKey, at) })).status).toBe(200);
  }
});

describe("keys in a text/plain body", () => {
  const headers = { "content-type": "text/plain" };
  const credentials = { _ApplicationId: appId, _ApplicationKey: `${masterKey},master` };

  it("runs a POST as the method that it names", async () => {
    const created = await server.call("POST", "/1.1/classes/_Conversation", {
      key: "none",
      headers,
      body: { ...credentials, name: "from a browser" },
    });
    expect(created.status).toBe(201);
    const found = await server.call("POST", "/1.1/classes/_Conversation", {
      key: "none",
      headers,
      body: { ...credentials, _method: "GET", where: { name: "from a browser" }, limit: 1 },
    });
    expect(found).toMatchObject({ status: 200, body: { results: [{ name: "from a browser" }] } });
    // Nothing of the credentials was kept as a column.
    expect(JSON.stringify(found.body)).not.toContain("_Application");
    const { objectId } = created.body as { objectId: string };
    const path = `/1.1/classes/_Conversation/${objectId}`;
    const body = { _ApplicationId: appId, _MasterKey: masterKey, _method: "PUT", name: "renamed" };
    const updated = await server.call("POST", path, { key: "none", headers, body });
    expect(updated).toMatchObject({ status: 200, body: { objectId } });
    const gone = { ...credentials, _method: "DELETE" };
    expect(await server.call("POST", path, { key: "none", headers, body: gone })).toMatchObject({ body: {} });
    expect((await server.call("GET", path)).body).toEqual({});
  });

  it("refuses wrong keys and unknown methods", async () => {
    const wrong = { _ApplicationId: appId, _ApplicationKey: "nope", _method: "GET" };
    const path = "/1.1/classes/_Conversation";
    expect((await server.call("POST", path, { key: "none", headers, body: wrong })).status).toBe(401);
    const odd = { ...credentials, _method: "TRACE" };
    expect((await server.call("POST", path, { key: "none", headers, body: odd })).status).toBe(400);
  });
});

describe("other origins", () => {
  it("answers a preflight without a key and lets any page read", async () => {
    const reply = await server.call("OPTIONS", "/1.1/classes/_Conversation", {
      key: "none",
      headers: { origin: "https://example.com", "access-control-request-headers": "x-lc-id,x-lc-key" },
    });
    expect(reply.status).toBe(204);
    expect(reply.headers.get("access-control-allow-headers")?.toLowerCase()).toContain("x-lc-sign");
    const denied = await get(either, { origin: "https://example.com" });
    expect(denied.headers.get("access-control-allow-origin")).toBe("*");
  });
});
