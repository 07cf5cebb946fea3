import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { recalledMessageData } from "@/lib/protocol/message-builders";
import {
  capabilitiesReplySchema,
  clientOverviewReplySchema,
  importMessagesReplySchema,
  lastMessagesReplySchema,
  parleyStatsReplySchema,
  searchReplySchema,
} from "@/lib/protocol/rest/parley";
import {
  codeOf,
  createTestChatroom,
  createTestConversation,
  createTestService,
  sendTestMessage,
  textsOf,
} from "../../testing/builders";
import { startTestServer, type TestServer } from "../../testing/start-test-server";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

it("tells what it can do, to the master key alone", async () => {
  const reply = await server.call("GET", "/parley/1/capabilities");
  expect(capabilitiesReplySchema.parse(reply.body)).toMatchObject({ server: "parley", search: true });
  expect((await server.call("GET", "/parley/1/capabilities", { key: "app" })).status).toBe(400);
  expect(await server.call("GET", "/parley/1/health", { key: "none" })).toMatchObject({
    body: { status: "ok" },
  });
});

describe("search", () => {
  const search = async (query: Record<string, string | number>) =>
    searchReplySchema.parse((await server.call("GET", "/parley/1/messages/search", { query })).body);

  it("finds Chinese parts and the beginnings of words, newest first, page by page", async () => {
    const id = await createTestConversation(server);
    const text = (value: string) => JSON.stringify({ _lctype: -1, _lctext: value });
    await sendTestMessage(server, id, text("耗子，起床！"));
    const hit = await sendTestMessage(server, id, "Refund for order 1234");
    await sendTestMessage(server, id, text("起床了吗 refunds"), { from_client: "Jerry" });
    expect((await search({ q: "起床" })).results.map((row) => row.from)).toEqual(["Jerry", "Tom"]);
    expect((await search({ q: "refund" })).results).toHaveLength(2);
    expect((await search({ q: "refund", from: "Tom" })).results).toMatchObject([
      { "msg-id": hit.messageId, to: id },
    ]);
    expect((await search({ q: "refund", before: hit.timestamp + 1 })).results).toHaveLength(1);
    expect((await search({ q: "refund", after: hit.timestamp })).results).toHaveLength(1);
    expect((await search({ q: "起床", conv_id: "other" })).results).toEqual([]);
    const first = await search({ q: "起床", limit: 1 });
    expect(first.results).toHaveLength(1);
    const second = await search({ q: "起床", limit: 1, cursor: first.cursor ?? "" });
    expect(second.results.map((row) => row.from)).toEqual(["Tom"]);
    expect((await search({ q: "nowhere to be found" })).results).toEqual([]);
  });

  it("refuses an empty question and a made-up cursor", async () => {
    const queries: Record<string, string>[] = [
      {},
      { q: "" },
      { q: " " },
      { q: "x".repeat(300) },
      { q: "a", cursor: "zzz" },
    ];
    for (const query of queries) {
      const reply = await server.call("GET", "/parley/1/messages/search", { query });
      expect(reply.status).toBe(400);
      expect(codeOf(reply.body)).toBe(1);
    }
  });
});

it("gives the last message of many conversations at once", async () => {
  const a = await createTestConversation(server);
  const b = await createTestConversation(server);
  const empty = await createTestConversation(server);
  await sendTestMessage(server, a, "a1");
  await sendTestMessage(server, a, "a2");
  await sendTestMessage(server, b, "b1");
  const ask = (conv_ids: string[]) =>
    server.call("POST", "/parley/1/conversations/last-messages", { body: { conv_ids } });
  const { results } = lastMessagesReplySchema.parse((await ask([a, b, empty, "nope", a])).body);
  expect(Object.fromEntries(results.map((row) => [row.to, row.data]))).toEqual({ [a]: "a2", [b]: "b1" });
  expect(results).toHaveLength(2);
  expect(codeOf((await ask(Array.from({ length: 101 }, (_, i) => `c${i}`))).body)).toBe(1);
});

it("counts", async () => {
  const before = parleyStatsReplySchema.parse((await server.call("GET", "/parley/1/stats")).body);
  const id = await createTestConversation(server, { m: ["counted-client"] });
  await sendTestMessage(server, id);
  const after = parleyStatsReplySchema.parse((await server.call("GET", "/parley/1/stats")).body);
  expect(after.conversations - before.conversations).toBe(1);
  expect(after.messages - before.messages).toBe(1);
  expect(after.online).toBe(0);
});

it("gives an overview of a client, its conversations page by page", async () => {
  const made = [];
  for (let index = 0; index < 5; index += 1) {
    made.push(await createTestConversation(server, { m: ["overviewed", "Tom"] }));
  }
  const [first = "", second = ""] = made;
  await sendTestMessage(server, second, "earliest", { from_client: "overviewed" });
  await sendTestMessage(server, first, "latest", { from_client: "overviewed" });
  await sendTestMessage(server, second, "for you");
  const ask = async (query = {}) =>
    clientOverviewReplySchema.parse(
      (await server.call("GET", "/parley/1/clients/overviewed", { query })).body,
    );
  const overview = await ask({ limit: 2 });
  expect(overview).toMatchObject({
    client_id: "overviewed",
    online: false,
    unread: 1,
    first_message: { data: "earliest" },
    last_message: { data: "latest" },
    conversation_count: 5,
  });
  expect(overview.conversations.map((row) => row.objectId)).toEqual([second, first]);
  const seen = new Set(overview.conversations.map((row) => row.objectId));
  for (let cursor = overview.cursor; cursor !== null; ) {
    const page = await ask({ limit: 2, cursor });
    for (const row of page.conversations) seen.add(row.objectId);
    cursor = page.cursor;
  }
  expect(seen).toEqual(new Set(made));
  const nobody = await server.call("GET", "/parley/1/clients/never-seen");
  expect(nobody.body).toMatchObject({ conversation_count: 0, first_message: null, cursor: null });
  expect(codeOf((await server.call("GET", "/parley/1/clients/x", { query: { cursor: "zz" } })).body)).toBe(1);
});

it("pages through a client's conversations without gaps while messages arrive", async () => {
  const made: string[] = [];
  for (let index = 0; index < 6; index += 1)
    made.push(await createTestConversation(server, { m: ["moving"] }));
  const [a = "", b = "", c = "", d = "", e = "", f = ""] = made;
  for (const id of [c, b, a]) await sendTestMessage(server, id);
  const seen: string[] = [];
  let cursor: string | null = null;
  const next = async () => {
    const query = { limit: 1, ...(cursor === null ? {} : { cursor }) };
    const reply = await server.call("GET", "/parley/1/clients/moving", { query });
    const page = clientOverviewReplySchema.parse(reply.body);
    seen.push(...page.conversations.map((row) => row.objectId));
    cursor = page.cursor;
  };
  await next();
  await next();
  // Goes up: b stays where it was, c must still come.
  await sendTestMessage(server, a);
  await next();
  await next();
  // One of those without a message leaves them.
  await sendTestMessage(server, f);
  while (cursor !== null) await next();
  expect(seen).toEqual([a, b, c, f, e, d]);
});

describe("import", () => {
  const at = Date.UTC(2008, 3, 27);
  const importMessages = (body: object) => server.call("POST", "/parley/1/import/messages", { body });

  it("writes history at its own times, in order, unread by nobody", async () => {
    const created = await server.call("POST", "/parley/1/import/conversations", {
      body: {
        kind: "normal",
        name: "#ubuntu",
        creator: "op",
        members: ["op", "reader"],
        attributes: { topic: "help", attr: { color: "red" } },
        createdAt: at,
      },
    });
    expect(created.status).toBe(201);
    const { objectId: id } = created.body as { objectId: string };
    expect((await server.call("GET", `/1.1/classes/_Conversation/${id}`)).body).toMatchObject({
      name: "#ubuntu",
      c: "op",
      m: ["op", "reader"],
      topic: "help",
      attr: { color: "red" },
      createdAt: new Date(at).toISOString(),
    });
    const messages = Array.from({ length: 300 }, (_, index) => ({
      from_client: "op",
      message: `line ${index}`,
      // Several within a second, as chat logs have them.
      timestamp: at + Math.floor(index / 10) * 1000,
    }));
    const { results } = importMessagesReplySchema.parse(
      (await importMessages({ conv_id: id, messages })).body,
    );
    expect(results).toHaveLength(300);
    expect(results[0]?.timestamp).toBe(at);
    const history = await server.call("GET", `/1.2/rtm/conversations/${id}/messages`, {
      query: { limit: 1000, reversed: "true" },
    });
    expect(textsOf(history.body)).toEqual(messages.map((message) => message.message));
    const unread = await server.call("GET", "/1.2/rtm/clients/reader/unread-count");
    expect(unread.body).toEqual({ count: 0 });
  });

  it("writes what clients did to a message afterwards, by whom and when", async () => {
    const id = await createTestConversation(server);
    const edited = [
      { by: "a", at: at + 1, message: "two" },
      { by: "a", at: at + 2, message: "three" },
    ];
    const messages = [
      { from_client: "a", message: "one", timestamp: at, changes: edited },
      { from_client: "b", message: "gone", timestamp: at, changes: [{ by: "b", at: at + 3, message: null }] },
    ];
    const { results } = importMessagesReplySchema.parse(
      (await importMessages({ conv_id: id, messages })).body,
    );
    const versionsOf = async (index: number) => {
      const { "msg-id": msg_id = "", timestamp = 0 } = results[index] ?? {};
      const query = { conv_id: id, msg_id, timestamp };
      return (await server.call("GET", "/parley/1/messages/versions", { query })).body;
    };
    const version = { bin: false, operation_id: null };
    expect(await versionsOf(0)).toEqual({
      results: [
        { ...version, data: "one", at: at + 1, cause: "edit", by: "a" },
        { ...version, data: "two", at: at + 2, cause: "edit", by: "a" },
      ],
    });
    expect(await versionsOf(1)).toEqual({
      results: [{ ...version, data: "gone", at: at + 3, cause: "recall", by: "b" }],
    });
    const history = await server.call("GET", `/1.2/rtm/conversations/${id}/messages`, {
      query: { reversed: "true" },
    });
    expect(textsOf(history.body)).toEqual(["three", recalledMessageData]);
    const large = { ...messages[0], changes: [{ by: "a", at, message: "x".repeat(5121) }] };
    expect(codeOf((await importMessages({ conv_id: id, messages: [large] })).body)).toBe(4109);
  });

  it("fills a service's history with one user", async () => {
    const service = await createTestService(server);
    const messages = [{ from_client: "u", message: "help", timestamp: at }];
    expect((await importMessages({ conv_id: service, client_id: "u", messages })).status).toBe(200);
    const path = `/1.2/rtm/service-conversations/${service}/subscribers/u/messages`;
    expect(textsOf((await server.call("GET", path)).body)).toEqual(["help"]);
    const room = await createTestChatroom(server);
    expect(codeOf((await importMessages({ conv_id: room, client_id: "u", messages })).body)).toBe(4313);
  });

  it("refuses what could not have been sent, all of it", async () => {
    const id = await createTestConversation(server);
    const fine = { from_client: "a", message: "x", timestamp: at };
    const large = { ...fine, message: "x".repeat(5121) };
    expect(codeOf((await importMessages({ conv_id: id, messages: [fine, large] })).body)).toBe(4109);
    expect(codeOf((await importMessages({ conv_id: "nope", messages: [fine] })).body)).toBe(4303);
    const many = Array.from({ length: 1001 }, () => fine);
    expect(codeOf((await importMessages({ conv_id: id, messages: many })).body)).toBe(1);
    expect((await server.call("GET", `/1.2/rtm/conversations/${id}/messages`)).body).toEqual([]);
  });
});
