import { afterEach, describe, expect, it } from "vitest";
import { quotaPlans } from "@/lib/protocol/limits";
import { createTestConversation, createTestService, sendTestMessage } from "../testing/builders";
import { startTestServer, type TestReply, type TestServer } from "../testing/start-test-server";

const MINUTE = 60_000;
const DAY = 86_400_000;
const plan = {
  normalPerMinute: 5,
  subscriberPerMinute: 3,
  subscriberPerDay: 4,
  broadcastPerMinute: 3,
  broadcastPerDay: 4,
};
// The middle of a day, so that steps of minutes stay within it.
const NOON = Date.UTC(2026, 10, 21, 12);

let server: TestServer;
let now = NOON;
async function start(quotas = plan) {
  now = NOON;
  server = await startTestServer({ quotas, now: () => now });
}
afterEach(() => server.close());

function expectLimited(reply: TestReply) {
  expect(reply).toMatchObject({ status: 429, body: { code: 429, error: "Too many requests." } });
  expect(Number(reply.headers.get("retry-after"))).toBeGreaterThan(0);
}

describe("normal messages", () => {
  it("share one rate over sending, editing and recalling, and wait out a minute", async () => {
    await start();
    const id = await createTestConversation(server);
    const path = `/1.2/rtm/conversations/${id}/messages`;
    const { messageId, timestamp } = await sendTestMessage(server, id);
    const target = { from_client: "Tom", timestamp };
    await server.call("PUT", `${path}/${messageId}`, { body: { ...target, message: "x" } });
    await server.call("PUT", `${path}/${messageId}/recall`, { body: target });
    const old = { from_peer: "Tom", conv_id: id, message: "x", transient: false };
    expect((await server.call("POST", "/1.1/rtm/messages", { body: old })).status).toBe(200);
    const patch = { conv_id: id, msg_id: messageId, timestamp, from_peer: "Tom", recall: true };
    expect((await server.call("POST", "/1.1/rtm/patch/message", { body: patch })).status).toBe(200);
    const send = () => server.call("POST", path, { body: { from_client: "Tom", message: "one more" } });
    expectLimited(await send());
    // Still refused just before the minute is over, though the window has passed.
    now += MINUTE - 1;
    expectLimited(await send());
    now += 1;
    expect((await send()).status).toBe(200);
    expect((await server.call("GET", path)).status).toBe(200);
  });

  it("do not bind the rates of services", async () => {
    await start();
    const service = await createTestService(server);
    const body = { from_client: "a", message: "x" };
    for (let count = 0; count < 3; count += 1) {
      const reply = await server.call("POST", `/1.2/rtm/service-conversations/${service}/broadcasts`, {
        body,
      });
      expect(reply.status).toBe(200);
    }
    const id = await createTestConversation(server);
    for (let count = 0; count < 5; count += 1) await sendTestMessage(server, id);
  });
});

describe.each([
  { kind: "subscriber", path: (service: string) => `/1.2/rtm/service-conversations/${service}/broadcasts` },
  { kind: "broadcast", path: () => "/1.2/rtm/broadcasts" },
])("$kind messages", ({ path }) => {
  it("have a rate a minute and a number a day", async () => {
    await start();
    const service = await createTestService(server);
    const send = (body = {}) =>
      server.call("POST", path(service), {
        body: { from_client: "a", message: "x", conv_id: service, ...body },
      });
    // What is refused for another reason does not use up the quota.
    expect((await send({ message: "x".repeat(6000) })).status).toBe(400);
    for (let count = 0; count < 3; count += 1) expect((await send()).status).toBe(200);
    expectLimited(await send());
    now += MINUTE;
    expect((await send()).status).toBe(200);
    const spent = await send();
    expect(spent).toMatchObject({
      status: 429,
      body: { code: 1, error: "The daily quota of system messages is exceeded." },
    });
    expect(Number(spent.headers.get("retry-after"))).toBeGreaterThan(3600);
    now += DAY;
    expect((await send()).status).toBe(200);
  });
});

it("are off unless asked for, and shown as a capability", async () => {
  await start(quotaPlans.developer);
  expect((await server.call("GET", "/parley/1/capabilities")).body).toMatchObject({
    quotas: { normalPerMinute: 120, broadcastPerDay: 10 },
  });
  await server.close();
  server = await startTestServer();
  expect((await server.call("GET", "/parley/1/capabilities")).body).toMatchObject({ quotas: null });
  const id = await createTestConversation(server);
  await Promise.all(Array.from({ length: 150 }, () => sendTestMessage(server, id)));
});
