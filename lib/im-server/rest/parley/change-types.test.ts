import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { sendReplySchema } from "@/lib/protocol/rest/send";
import { createTestConversation, createTestService, sendTestMessage } from "../../testing/builders";
import { type EventClient, openEvents } from "../../testing/event-client";
import { startTestServer, type TestServer } from "../../testing/start-test-server";

let server: TestServer;
let client: EventClient;
const at = expect.any(Number);

beforeAll(async () => {
  server = await startTestServer();
  client = await openEvents(server.url);
});
afterAll(async () => {
  client.close();
  await server.close();
});

/** What a request changes. */
function changesBy(method: string, path: string, body?: unknown, query = {}) {
  return client.changesBy(async () => {
    const reply = await server.call(method, path, { body, query });
    expect(reply).toMatchObject({ status: expect.toSatisfy((status) => status < 300) });
  });
}

test("messages are sent, edited, recalled and deleted", async () => {
  const conversationId = await createTestConversation(server);
  const path = `/1.2/rtm/conversations/${conversationId}/messages`;
  const place = { conv_id: conversationId, client_id: null, at };
  const { messageId, timestamp } = await sendTestMessage(server, conversationId);
  await client.settled();
  const changed = (message: object) => [
    {
      type: "message-changed",
      ...place,
      message: expect.objectContaining({ "msg-id": messageId, ...message }),
    },
  ];
  const target = { from_client: "Tom", timestamp };
  expect(await changesBy("PUT", `${path}/${messageId}`, { ...target, message: "edited" })).toEqual(
    changed({ data: "edited", "patch-timestamp": expect.any(Number) }),
  );
  expect(await changesBy("PUT", `${path}/${messageId}/recall`, target)).toEqual(changed({ recall: true }));
  expect(await changesBy("DELETE", `${path}/${messageId}`, undefined, target)).toEqual([
    { type: "message-deleted", ...place, msg_id: messageId, timestamp },
  ]);
  expect(await changesBy("POST", path, { from_client: "Tom", message: "typing", transient: true })).toEqual(
    [],
  );
});

test("a service's messages are told with the user whose history they are in", async () => {
  const service = await createTestService(server);
  await client.settled();
  const path = `/1.2/rtm/service-conversations/${service}`;
  const body = { from_client: "admin", message: "hi", to_clients: ["Ann", "Ben"] };
  const sent = await changesBy("POST", `${path}/messages`, body);
  expect(sent).toMatchObject(
    ["Ann", "Ben"].map((client_id) => ({
      type: "message",
      conv_id: service,
      client_id,
      message: { data: "hi" },
    })),
  );
  const subscription = (subscribed: boolean) => [
    { type: "subscription", conv_id: service, at, client_id: "Ann", subscribed },
  ];
  expect(await changesBy("POST", `${path}/subscribers`, { client_id: "Ann" })).toEqual(subscription(true));
  expect(
    await changesBy("POST", `${path}/broadcasts`, { from_client: "admin", message: "all" }),
  ).toMatchObject([{ type: "message", conv_id: service, client_id: null, message: { data: "all" } }]);
  expect(await changesBy("DELETE", `${path}/subscribers/Ann`)).toEqual(subscription(false));
});

test("conversations are created, updated and deleted; members come and go", async () => {
  const created = await changesBy("POST", "/1.2/rtm/conversations", { m: ["Tom"] });
  expect(created).toEqual([{ type: "conversation", conv_id: expect.any(String), at, change: "created" }]);
  const { conv_id } = z.object({ conv_id: z.string() }).parse(created[0]);
  const path = `/1.2/rtm/conversations/${conv_id}`;
  expect(await changesBy("PUT", path, { name: "new" })).toEqual([
    { type: "conversation", conv_id, at, change: "updated" },
  ]);
  expect(await changesBy("POST", `${path}/members`, { client_ids: ["Tom", "Jerry"] })).toEqual([
    { type: "members", conv_id, at, added: ["Jerry"], removed: [] },
  ]);
  expect(await changesBy("DELETE", `${path}/members`, { client_ids: ["Jerry"] })).toEqual([
    { type: "members", conv_id, at, added: [], removed: ["Jerry"] },
  ]);
  expect(await changesBy("DELETE", path)).toEqual([{ type: "conversation", conv_id, at, change: "deleted" }]);
});

test("mutes, silences, blocks and roles are restrictions", async () => {
  const conv_id = await createTestConversation(server);
  await client.settled();
  const path = `/1.2/rtm/conversations/${conv_id}`;
  const restricted = [{ type: "restrictions", conv_id, at }];
  const client_ids = ["Tom"];
  expect(await changesBy("POST", `${path}/mutes`, { client_ids })).toEqual(restricted);
  expect(await changesBy("POST", `${path}/permanent-silenceds`, { client_ids })).toEqual(restricted);
  expect(await changesBy("POST", `${path}/temporary-silenceds`, { client_id: "Tom", ttl: 60 })).toEqual(
    restricted,
  );
  expect(await changesBy("POST", `${path}/member-infos`, { clientId: "Jerry", role: "Manager" })).toEqual(
    restricted,
  );
  expect(await changesBy("POST", `${path}/blacklists`, { client_ids })).toEqual([
    ...restricted,
    { type: "members", conv_id, at, added: [], removed: ["Tom"] },
  ]);
  expect(await changesBy("DELETE", `${path}/blacklists`, { client_ids })).toEqual(restricted);
});

test("a silence that runs out is told without anybody's doing, also when the server was away", async () => {
  const place = { conv_id: await createTestConversation(server), at };
  const path = `/1.2/rtm/conversations/${place.conv_id}/temporary-silenceds`;
  const silence = (client_id: string, ttl: number) => server.call("POST", path, { body: { client_id, ttl } });
  await client.settled();
  const told = client.changes.length;
  await silence("Tom", 600);
  await silence("Jerry", 1);
  const restricted = { type: "restrictions", ...place };
  await client.until(({ changes }) => changes.length === told + 3);
  expect(client.changes.slice(told)).toEqual([restricted, restricted, restricted]);

  await silence("Jerry", 1);
  await client.until(({ changes }) => changes.length === told + 4);
  const lastEventId = client.lastId;
  await server.restart();
  client = await openEvents(server.url, { lastEventId });
  await client.until(({ changes }) => changes.some(({ type }) => type === "restrictions"));
  await client.settled();
});

test("broadcasts are sent, updated and deleted", async () => {
  const conv_id = await createTestService(server);
  await client.settled();
  const body = { from_client: "admin", message: "hello all", conv_id };
  let msg_id = "";
  const sent = await client.changesBy(async () => {
    msg_id = sendReplySchema.parse(
      (await server.call("POST", "/1.2/rtm/broadcasts", { body })).body,
    ).messageId;
  });
  const broadcast = (change: string) => [{ type: "broadcast", conv_id, at, msg_id, change }];
  expect(sent).toEqual(broadcast("sent"));
  const edit = { from_client: "admin", message: "edited", timestamp: Date.now() };
  expect(
    await changesBy("PUT", `/1.2/rtm/service-conversations/${conv_id}/messages/${msg_id}`, edit),
  ).toEqual(broadcast("updated"));
  expect(await changesBy("DELETE", `/1.2/rtm/broadcasts/${msg_id}`)).toEqual(broadcast("deleted"));
});

test("an import is told as a change of its conversation", async () => {
  const imported = await changesBy("POST", "/parley/1/import/conversations", {
    kind: "normal",
    name: "old",
    creator: null,
    members: ["Tom"],
    createdAt: Date.UTC(2020, 0, 1),
    attributes: {},
  });
  expect(imported).toMatchObject([{ type: "conversation", change: "created" }]);
  const { conv_id } = z.object({ conv_id: z.string() }).parse(imported[0]);
  const messages = Array.from({ length: 100 }, (_, index) => ({
    from_client: "Tom",
    message: `old ${index}`,
    timestamp: Date.UTC(2020, 0, 2) + index,
  }));
  const changes = await changesBy("POST", "/parley/1/import/messages", { conv_id, messages });
  expect(changes.length).toBeLessThan(10);
  expect(changes[0]).toEqual({ type: "conversation", conv_id, at, change: "updated" });
});
