import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createKeyring } from "@/lib/console/secrets/keyring";
import { apiErrorSchema } from "@/lib/contracts/common";
import { createTestConversation } from "@/lib/im-server/testing/builders";
import { dispatch } from "./testing/route-table";
import { startTestConsole, type TestConsole } from "./testing/start-test-console";
import { errorOf, type TestClient } from "./testing/test-client";

const app = "/api/apps/embedded";
let parley: TestConsole;
let admin: TestClient;

beforeAll(async () => {
  parley = await startTestConsole();
  admin = await parley.signIn("admin");
});
afterAll(() => parley.close());

test.each([
  { name: "no JSON", body: "{", code: "bad_request" },
  { name: "nothing", body: "", code: "bad_request" },
  { name: "an array", body: "[]", code: "bad_request" },
  { name: "a hundred thousand brackets", body: "[".repeat(100_000), code: "bad_request" },
  {
    name: "deep attributes",
    body: `{"kind":"normal","attributes":${'{"a":'.repeat(500)}1${"}".repeat(500)}}`,
    code: "bad_request",
  },
  { name: "three megabytes", body: `{"name":"${"x".repeat(3_000_000)}"}`, code: "too_large" },
  { name: "wrong types", body: '{"kind":1,"members":"a"}', code: "bad_request" },
])("a body of $name is refused", async ({ body, code }) => {
  expect(errorOf(await admin.send("POST", `${app}/conversations`, body)).code).toBe(code);
});

test.each([
  `${app}/conversations?where=${encodeURIComponent('{"name":{"$regex":"(a+)+$"}}')}`,
  `${app}/conversations?where=${encodeURIComponent('{"$where":"1"}')}`,
  `${app}/conversations?where=${encodeURIComponent('{"name":{"$regex":"("}}')}`,
  `${app}/conversations?page=99999&pageSize=200`,
  `${app}/conversations?q=${encodeURIComponent("\\E(.*)\\Q")}`,
  `${app}/conversations?attr=${encodeURIComponent("a:\u0000")}`,
  `${app}/conversations/${"x".repeat(128)}/messages`,
  `${app}/conversations/last-messages?ids=${"a,".repeat(99)}a`,
  `${app}/messages?since=8640000000000000`,
  `${app}/messages/search?q=${encodeURIComponent('" OR 1 NEAR(')}`,
  `${app}/messages/search?q=${encodeURIComponent("x".repeat(400))}`,
  `${app}/clients/${encodeURIComponent("..%2f..%2f")}`,
  `${app}/clients/${encodeURIComponent(".")}/messages`,
  `${app}/clients/${encodeURIComponent("a\u0000b")}`,
  `${app}/clients?q=${encodeURIComponent("' OR 1=1 --")}`,
  "/api/audit?operator=%27%20OR%201%3D1",
  `/api/operations/${randomUUID()}`,
])("%s is answered or refused, never an internal error", async (path) => {
  const answer = await admin.get(path);
  expect(answer.status, answer.text).toBeLessThan(500);
});

test("a time zone that nobody knows is refused, a known one and none are kept", async () => {
  for (const timeZone of ["Mars/Olympus", "", "Europe/Berlin\u0000"]) {
    expect(errorOf(await admin.send("PATCH", "/api/account", { timeZone })).code).toBe("bad_request");
  }
  for (const timeZone of ["Asia/Shanghai", "UTC", null]) {
    expect((await admin.send("PATCH", "/api/account", { timeZone })).status).toBe(200);
  }
});

test("a cookie that cannot be decoded is no session", async () => {
  const answer = await parley.anonymous.get("/api/session", { headers: { cookie: "parley.session=%E0%A4" } });
  expect(errorOf(answer).code).toBe("unauthenticated");
});

test.each([
  {
    what: "signed out",
    end: (id: string) =>
      parley.context.db
        .updateTable("sessions")
        .set({ revoked_at: Date.now() })
        .where("operator_id", "=", id)
        .execute(),
    code: "unauthenticated",
  },
  {
    what: "demoted",
    end: (id: string) => parley.context.db.deleteFrom("grants").where("operator_id", "=", id).execute(),
    code: "forbidden",
  },
])("who is $what while a body is on its way changes nothing", async ({ end, code }) => {
  const leaving = await parley.signIn("admin");
  const name = randomUUID();
  const text = new TextEncoder().encode(JSON.stringify({ kind: "chatroom", name }));
  const body = new ReadableStream<Uint8Array>(
    {
      // Asked for only when the request is let in.
      async pull(controller) {
        await end(leaving.operatorId ?? "");
        controller.enqueue(text);
        controller.close();
      },
    },
    { highWaterMark: 0 },
  );
  const headers = {
    cookie: leaving.cookie ?? "",
    origin: "http://console.test",
    host: "console.test",
    "content-type": "application/json",
    "idempotency-key": randomUUID(),
  };
  const init = { method: "POST", headers, body, duplex: "half" };
  const answer = await dispatch(parley.routes, new Request(`http://console.test${app}/conversations`, init));
  expect(apiErrorSchema.parse(await answer.json()).error.code).toBe(code);
  const found = await admin.get(`${app}/conversations?q=${name}`);
  expect(found.body).toMatchObject({ total: 0 });
});

test("a stranger's changes from another site leave no row in the audit", async () => {
  const count = async () => (await parley.context.db.selectFrom("audit").select("seq").execute()).length;
  const before = await count();
  const answer = await parley.anonymous.send(
    "POST",
    `/api/invitations/${"x".repeat(40)}`,
    {},
    { headers: { origin: "https://evil.example" } },
  );
  expect(errorOf(answer).code).toBe("forbidden");
  expect(await count()).toBe(before);
});

test("an app whose keys were sealed under another secret says so, and can be given them again", async () => {
  const id = await createTestConversation(parley.im);
  const sealed = createKeyring("another secret of thirty-two characters").seal("k", "master-key:embedded");
  await parley.context.db.updateTable("apps").set({ master_key_sealed: sealed }).execute();
  expect(errorOf(await admin.get(`${app}/conversations/${id}`)).code).toBe("upstream_unauthorized");
  expect((await admin.get("/api/apps")).body).toMatchObject({ apps: [{ masterKeyFingerprint: "" }] });
});
