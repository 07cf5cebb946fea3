import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { createTestService } from "@/lib/im-server/testing/builders";
import { startTestConsole, type TestConsole } from "./testing/start-test-console";
import { changedOf, type TestClient } from "./testing/test-client";

const path = "/api/apps/embedded/broadcasts";
const sentSchema = z.object({ messageId: z.string(), timestamp: z.number() });
let parley: TestConsole;
let admin: TestClient;

beforeAll(async () => {
  parley = await startTestConsole();
  admin = await parley.signIn("admin");
});
afterAll(() => parley.close());

const check = async (conversationId: string) =>
  (await admin.get(`${path}/check?conversation=${conversationId}`)).body;

test("broadcasts are sent, counted, listed, edited and taken back", async () => {
  const conversationId = await createTestService(parley.im);
  const body = { conversationId, from: "news", data: "to all", audience: "everyone" };
  const sent = changedOf(await admin.send("POST", path, body), sentSchema).result;
  expect(await check(conversationId)).toMatchObject({
    subscribers: 0,
    everyone: { sentToday: 1, dailyLimit: "none" },
    toSubscribers: { sentToday: 0, dailyLimit: "none" },
  });
  const list = async () => (await admin.get(`${path}?conversation=${conversationId}`)).body;
  expect(await list()).toMatchObject({
    broadcasts: [{ id: sent.messageId, data: "to all" }],
    hasMore: false,
  });
  const edit = { conversationId, from: "news", timestamp: sent.timestamp, data: "corrected" };
  expect((await admin.send("PATCH", `${path}/${sent.messageId}`, edit)).status).toBe(200);
  expect(await list()).toMatchObject({ broadcasts: [{ data: "corrected" }] });
  const gone = await admin.send("DELETE", `${path}/${sent.messageId}?conversation=${conversationId}`);
  expect(gone.status).toBe(200);
  expect(await list()).toMatchObject({ broadcasts: [] });
});

test("messages to subscribers are counted apart, and the audit leads to where they stand", async () => {
  const conversationId = await createTestService(parley.im);
  const body = { conversationId, from: "news", data: "to you", audience: "subscribers" };
  const { messageId, timestamp } = changedOf(await admin.send("POST", path, body), sentSchema).result;
  expect(await check(conversationId)).toMatchObject({ toSubscribers: { sentToday: 1 } });
  const row = await parley.context.db
    .selectFrom("audit")
    .select(["action", "target_href"])
    .where("target_id", "=", messageId)
    .executeTakeFirst();
  expect(row).toEqual({
    action: "subscribers.send",
    target_href: `/apps/embedded/conversations/${conversationId}?at=${timestamp}.${messageId}`,
  });
});
