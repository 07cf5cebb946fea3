import { afterAll, beforeAll, expect, it } from "vitest";
import { createdReplySchema } from "@/lib/protocol/rest/common";
import { historyReplySchema } from "@/lib/protocol/rest/history";
import { codeOf, createTestConversation, createTestService, sendTestMessage } from "../testing/builders";
import { startTestServer, type TestServer } from "../testing/start-test-server";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

it("makes one unique conversation of many equal requests at once", async () => {
  const orders = [
    ["Tom", "Jerry", "Mary"],
    ["Mary", "Tom", "Jerry"],
    ["Jerry", "Jerry", "Mary", "Tom"],
  ];
  const replies = await Promise.all(
    Array.from({ length: 60 }, (_, index) =>
      index % 2 === 0
        ? server.call("POST", "/1.2/rtm/conversations", { body: { m: orders[index % 3], unique: true } })
        : server.call("POST", "/1.1/classes/_Conversation", { body: { m: orders[index % 3], unique: true } }),
    ),
  );
  const ids = new Set(replies.map((reply) => createdReplySchema.parse(reply.body).objectId));
  expect(ids.size).toBe(1);
  const other = await server.call("POST", "/1.2/rtm/conversations", {
    body: { m: ["Tom", "Jerry"], unique: true },
  });
  expect(ids).not.toContain(createdReplySchema.parse(other.body).objectId);
});

it("keeps every member and every counter of writes at once, and never passes 500", async () => {
  const id = await createTestConversation(server, { m: [], score: 0 });
  const path = `/1.2/rtm/conversations/${id}/members`;
  await Promise.all(
    Array.from({ length: 30 }, (_, index) =>
      server.call("POST", path, {
        body: { client_ids: Array.from({ length: 20 }, (_, at) => `c${index}-${at}`) },
      }),
    ),
  );
  const members = (await server.call("GET", path)).body as { result: string[] };
  expect(new Set(members.result).size).toBe(500);
  await Promise.all(
    Array.from({ length: 40 }, () =>
      server.call("PUT", `/1.1/classes/_Conversation/${id}`, {
        body: { score: { __op: "Increment", amount: 1 } },
      }),
    ),
  );
  expect((await server.call("GET", `/1.1/classes/_Conversation/${id}`)).body).toMatchObject({ score: 40 });
});

it("gives messages sent at once ids of their own and strictly growing timestamps", async () => {
  const id = await createTestConversation(server);
  const sent = await Promise.all(
    Array.from({ length: 300 }, (_, index) => sendTestMessage(server, id, `m${index}`)),
  );
  const reply = await server.call("GET", `/1.2/rtm/conversations/${id}/messages`, {
    query: { limit: 1000, reversed: "true" },
  });
  const rows = historyReplySchema.parse(reply.body);
  expect(new Set(rows.map((row) => row["msg-id"]))).toEqual(
    new Set(sent.map((message) => message.messageId)),
  );
  const times = rows.map((row) => row.timestamp);
  expect(times).toEqual([...new Set(times)].sort((a, b) => a - b));
});

it("never lets a list of silences pass its 500", async () => {
  const id = await createTestConversation(server);
  const path = `/1.2/rtm/conversations/${id}/permanent-silenceds`;
  const replies = await Promise.all(
    Array.from({ length: 10 }, (_, index) =>
      server.call("POST", path, {
        body: { client_ids: Array.from({ length: 100 }, (_, at) => `s${index}-${at}`) },
      }),
    ),
  );
  const { body } = await server.call("GET", path, { query: { limit: 1000 } });
  expect((body as { client_ids: string[] }).client_ids).toHaveLength(500);
  expect(replies.filter((reply) => reply.status === 200)).toHaveLength(5);
  expect(replies.filter((reply) => reply.status === 400).map((reply) => codeOf(reply.body))).toEqual(
    Array.from({ length: 5 }, () => 4561),
  );
});

it("never lets an edit undo a recall", async () => {
  const id = await createTestConversation(server);
  const sent = await Promise.all(Array.from({ length: 40 }, () => sendTestMessage(server, id, "first")));
  await Promise.all(
    sent.flatMap(({ messageId, timestamp }) => {
      const path = `/1.2/rtm/conversations/${id}/messages/${messageId}`;
      const body = { from_client: "Tom", timestamp };
      return [
        server.call("PUT", `${path}/recall`, { body }),
        server.call("PUT", path, { body: { ...body, message: "edited" } }),
      ];
    }),
  );
  const { body } = await server.call("GET", `/1.2/rtm/conversations/${id}/messages`);
  for (const row of historyReplySchema.parse(body)) {
    expect({ recall: row.recall, data: row.data }).toEqual({
      recall: true,
      data: expect.stringContaining('"_lctype":-127'),
    });
  }
});

it("leaves no subscriber that is blocked", async () => {
  const id = await createTestService(server);
  const clients = Array.from({ length: 40 }, (_, index) => `fan${index}`);
  await Promise.all(
    clients.flatMap((client) => [
      server.call("POST", `/1.2/rtm/service-conversations/${id}/subscribers`, {
        body: { client_id: client },
      }),
      server.call("POST", `/1.2/rtm/service-conversations/${id}/blacklists`, {
        body: { client_ids: [client] },
      }),
    ]),
  );
  const count = await server.call("GET", `/1.2/rtm/service-conversations/${id}/subscribers/count`);
  expect(count.body).toEqual({ count: 0 });
});
