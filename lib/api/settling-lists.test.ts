import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { createTestConversation, createTestService } from "@/lib/im-server/testing/builders";
import { type CuttingProxy, startCuttingProxy } from "./testing/cutting-proxy";
import { startTestConsole, type TestConsole } from "./testing/start-test-console";
import { changedOf, type TestClient } from "./testing/test-client";

const sentSchema = z.object({ messageId: z.string(), timestamp: z.number() });
/** What may be done twice is tried so often. */
const allTries = 3;

let parley: TestConsole<CuttingProxy>;
let proxy: CuttingProxy;
let admin: TestClient;

beforeAll(async () => {
  parley = await startTestConsole({ between: startCuttingProxy });
  // Whatever is looked up is no longer on its way.
  parley.context.timing = { settlePausesMs: [], settleWindowMs: -1 };
  proxy = parley.between;
  admin = await parley.signIn("admin");
});
afterAll(() => parley.close());

async function operation(id: string): Promise<unknown> {
  return (await admin.get(`/api/operations/${id}`)).body;
}

test.each([
  { lost: "reply", state: "succeeded" },
  { lost: "request", state: "failed" },
] as const)(
  "a silence for a time whose $lost was lost has $state, where the server lists it",
  async (one) => {
    const path = `/api/apps/embedded/conversations/${await createTestConversation(parley.im)}/silences`;
    const body = { clientIds: ["Tom"], seconds: 600 };
    const key = randomUUID();
    proxy.cutNext(one.lost, /^POST .*temporary-silenceds/, allTries);
    expect((await admin.send("POST", path, body, { key })).status).toBe(202);
    expect(await operation(key)).toMatchObject({ state: one.state });
  },
);

test("lifting a silence for a time that did not get through is not taken for done", async () => {
  const path = `/api/apps/embedded/conversations/${await createTestConversation(parley.im)}/silences`;
  const clientIds = ["Tom"];
  expect((await admin.send("POST", path, { clientIds, seconds: 600 })).status).toBe(200);
  const key = randomUUID();
  proxy.cutNext("request", /^DELETE .*temporary-silenceds/, allTries);
  expect((await admin.send("DELETE", path, { clientIds }, { key })).status).toBe(202);
  expect(await operation(key)).toMatchObject({ state: "failed" });
});

test("of a broadcast that others edited meanwhile nobody can tell whether a lost edit was carried out", async () => {
  const service = await createTestService(parley.im);
  const body = { conversationId: service, from: "news", data: "first", audience: "everyone" };
  const sent = changedOf(await admin.send("POST", "/api/apps/embedded/broadcasts", body), sentSchema).result;
  const path = `/api/apps/embedded/broadcasts/${sent.messageId}`;
  const edit = { conversationId: service, from: "news", timestamp: sent.timestamp };
  const key = randomUUID();
  proxy.cutNext("request", /^PUT .*service-conversations/);
  expect((await admin.send("PATCH", path, { ...edit, data: "lost" }, { key })).status).toBe(202);
  expect((await admin.send("PATCH", path, { ...edit, data: "of another" })).status).toBe(200);
  expect(await operation(key)).toMatchObject({
    state: "unknown",
    error: { code: "unknowable", details: { why: "not-kept" } },
  });
});

test("a lost edit of a broadcast that still says what it said has failed", async () => {
  const service = await createTestService(parley.im);
  const body = { conversationId: service, from: "news", data: "first", audience: "everyone" };
  const sent = changedOf(await admin.send("POST", "/api/apps/embedded/broadcasts", body), sentSchema).result;
  const edit = { conversationId: service, from: "news", timestamp: sent.timestamp, data: "lost" };
  const key = randomUUID();
  proxy.cutNext("request", /^PUT .*service-conversations/);
  const path = `/api/apps/embedded/broadcasts/${sent.messageId}`;
  expect((await admin.send("PATCH", path, edit, { key })).status).toBe(202);
  expect(await operation(key)).toMatchObject({ state: "failed" });
});
