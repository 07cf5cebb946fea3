import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { historyReplySchema } from "@/lib/protocol/rest/history";
import { sendReplySchema } from "@/lib/protocol/rest/send";
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

const history = (query: Record<string, string | number>) =>
  server.call("GET", "/1.1/rtm/messages/history", { query });
const send = (body: Record<string, unknown>) => server.call("POST", "/1.1/rtm/messages", { body });

describe("/rtm/messages", () => {
  it("keeps a message only when transient is false", async () => {
    const conv_id = await createTestConversation(server);
    const message = '{"_lctype":-1,"_lctext":"这是一个纯文本消息"}';
    const kept = await send({ from_peer: "1a", message, conv_id, transient: false });
    const sent = sendReplySchema.parse(kept.body);
    expect(kept.body).toMatchObject({ result: { "msg-id": sent.messageId } });
    expect((await send({ from_peer: "1a", message, conv_id })).status).toBe(200);
    expect(textsOf((await history({ convid: conv_id })).body)).toEqual([message]);
  });

  it("reaches chat rooms, and single clients of a service", async () => {
    const room = await createTestChatroom(server);
    expect((await send({ from_peer: "a", message: "x", conv_id: room, transient: false })).status).toBe(200);
    const service = await createTestService(server);
    const base = { from_peer: "1a", message: "hello", conv_id: service, transient: false };
    expect((await send({ ...base, to_peers: ["2c", "3d"] })).status).toBe(200);
    expect(codeOf((await send(base)).body)).toBe(1);
    const convid = createHash("md5").update(`${service}:2c`).digest("hex");
    expect(textsOf((await history({ convid })).body)).toEqual(["hello"]);
    expect(codeOf((await send({ ...base, conv_id: "nope" })).body)).toBe(4401);
    const many = Array.from({ length: 21 }, (_, index) => `c${index}`);
    expect(codeOf((await send({ ...base, to_peers: many })).body)).toBe(1);
  });
});

it("keeps where a message was sent from, in batches too", async () => {
  const conv_id = await createTestConversation(server);
  const service = await createTestService(server);
  const body = { from_peer: "ip-tom", message: "m", conv_id, transient: false };
  await send(body);
  await send({ ...body, conv_id: service, to_peers: ["ip-user"] });
  await server.call("POST", "/1.1/rtm/broadcast/subscriber", { body: { ...body, conv_id: service } });
  await server.call("POST", "/1.1/batch", {
    body: { requests: [{ method: "POST", path: "/1.1/rtm/messages", body }] },
  });
  const rows = historyReplySchema.parse((await history({ from: "ip-tom" })).body);
  expect(rows.map((row) => row["from-ip"])).toEqual(Array.from({ length: 4 }, () => "127.0.0.1"));
});

it("takes the parameters of a DELETE from the query or a JSON body", async () => {
  const conv_id = await createTestService(server);
  const subscription = "/1.1/rtm/conversation/subscription";
  const ask = { conv_id, client_id: "leaver" };
  await server.call("POST", subscription, { body: ask });
  expect((await server.call("DELETE", subscription, { body: ask })).status).toBe(200);
  const subscribed = await server.call("GET", "/1.1/rtm/conversation/subscribed", { query: ask });
  expect(subscribed.body).toBe(false);
  expect(codeOf((await server.call("DELETE", subscription, { body: { conv_id } })).body)).toBe(1);
});

describe("/rtm/messages/history", () => {
  it("reads by conversation, by sender and the whole app, from max_ts or timestamp", async () => {
    const convid = await createTestConversation(server);
    const first = await sendTestMessage(server, convid, "one", { from_client: "sender-11" });
    const second = await sendTestMessage(server, convid, "two");
    expect(textsOf((await history({ convid })).body)).toEqual(["two", "one"]);
    const before = { convid, max_ts: second.timestamp, msgid: second.messageId };
    expect(textsOf((await history(before)).body)).toEqual(["one"]);
    expect(textsOf((await history({ convid, timestamp: second.timestamp })).body)).toEqual(["one"]);
    expect(textsOf((await history({ convid, reversed: "True", timestamp: first.timestamp })).body)).toEqual([
      "two",
    ]);
    expect(textsOf((await history({ from: "sender-11" })).body)).toEqual(["one"]);
    expect(textsOf((await history({ limit: 2 })).body)).toEqual(["two", "one"]);
    expect((await history({ convid: "f".repeat(32) })).body).toEqual([]);
  });
});

describe("/rtm/messages/logs", () => {
  it("forces a change by the row that history gave", async () => {
    const convid = await createTestConversation(server);
    await sendTestMessage(server, convid, "wrong");
    const [row] = (await history({ convid })).body as Record<string, unknown>[];
    const reply = await server.call("PUT", "/1.1/rtm/messages/logs", { body: { ...row, data: "right" } });
    expect(reply).toMatchObject({ status: 200, body: {} });
    expect(textsOf((await history({ convid })).body)).toEqual(["right"]);
    const moved = await server.call("PUT", "/1.1/rtm/messages/logs", {
      body: { ...row, timestamp: Number(row?.timestamp) + 1, data: "x" },
    });
    expect(codeOf(moved.body)).toBe(4404);
  });

  it("deletes one message, also from a user's history", async () => {
    const convid = await createTestConversation(server);
    const { messageId, timestamp } = await sendTestMessage(server, convid);
    const query = { convid, msgid: messageId, timestamp, from: "Tom" };
    expect((await server.call("DELETE", "/1.1/rtm/messages/logs", { query })).body).toEqual({});
    expect((await history({ convid })).body).toEqual([]);
    const service = await createTestService(server);
    const body = { from_peer: "1a", message: "x", conv_id: service, transient: false, to_peers: ["2c"] };
    const sent = sendReplySchema.parse((await send(body)).body);
    const box = createHash("md5").update(`${service}:2c`).digest("hex");
    const gone = { convid: box, msgid: sent.messageId, timestamp: sent.timestamp, from: "1a" };
    expect((await server.call("DELETE", "/1.1/rtm/messages/logs", { query: gone })).body).toEqual({});
    expect((await history({ convid: box })).body).toEqual([]);
  });
});

describe("/rtm/patch/message", () => {
  it("edits and recalls", async () => {
    const conv_id = await createTestConversation(server);
    const { messageId, timestamp } = await sendTestMessage(server, conv_id, "one");
    const target = { conv_id, msg_id: messageId, timestamp, from_peer: "Tom" };
    const patch = (more: object) =>
      server.call("POST", "/1.1/rtm/patch/message", { body: { ...target, ...more } });
    expect((await patch({ message: "two", recall: false })).body).toEqual({});
    expect(textsOf((await history({ convid: conv_id })).body)).toEqual(["two"]);
    expect(codeOf((await patch({})).body)).toBe(1);
    expect(codeOf((await patch({ message: "" })).body)).toBe(1);
    expect((await patch({ message: 1 })).body).toEqual({
      code: 1,
      error: "message: message must be a string.",
    });
    // Whoever recalls has no text to give: some send an empty one.
    expect((await patch({ message: "", recall: true })).status).toBe(200);
    expect(textsOf((await history({ convid: conv_id })).body)).toEqual(['{"_lctype":-127}']);
  });
});

describe("broadcasts and subscriptions", () => {
  it("broadcast, list, delete", async () => {
    const conv_id = await createTestService(server);
    const body = { from_peer: "1a", conv_id, message: "all", push: { alert: "x", _profile: "dev" } };
    const { messageId } = sendReplySchema.parse(
      (await server.call("POST", "/1.1/rtm/broadcast", { body })).body,
    );
    expect(messageId).toMatch(/^sb_/);
    const list = () => server.call("GET", "/1.1/rtm/broadcast", { query: { conv_id } });
    expect((await list()).body).toMatchObject([
      { "msg-id": messageId, push: { alert: "x", _profile: "dev" } },
    ]);
    // The python client's names for the same.
    const python = {
      from_peer: "1a",
      conv_id,
      message: "py",
      push_data: { alert: "y" },
      valid_till: Date.now() + 60_000,
    };
    await server.call("POST", "/1.1/rtm/broadcast", { body: python });
    expect((await list()).body).toMatchObject([{ data: "py", push: { alert: "y" } }, { data: "all" }]);
    expect((await server.call("DELETE", "/1.1/rtm/broadcast", { query: { mid: messageId } })).body).toEqual(
      {},
    );
    expect((await list()).body).toHaveLength(1);
    expect((await history({ convid: conv_id })).body).toEqual([]);
  });

  it("subscribe, ask, list, count, send and unsubscribe", async () => {
    const conv_id = await createTestService(server);
    const subscription = "/1.1/rtm/conversation/subscription";
    const pair = { conv_id, client_id: "sub-11" };
    expect((await server.call("POST", subscription, { body: pair })).body).toEqual({});
    const isSubscribed = () => server.call("GET", "/1.1/rtm/conversation/subscribed", { query: pair });
    expect((await isSubscribed()).body).toBe(true);
    const row = { subscriber: "sub-11", conv_id, timestamp: expect.any(Number) };
    expect(
      (await server.call("GET", "/1.1/rtm/conversation/subscribers", { query: { conv_id } })).body,
    ).toEqual([row]);
    expect((await server.call("GET", subscription, { query: { client_id: "sub-11" } })).body).toEqual([row]);
    const count = await server.call("GET", "/1.1/rtm/conversation/subscribers/count", { query: { conv_id } });
    expect(count.body).toEqual({ count: 1 });
    const body = { from_peer: "1a", conv_id, message: "to subscribers" };
    expect((await server.call("POST", "/1.1/rtm/broadcast/subscriber", { body })).status).toBe(200);
    const convid = createHash("md5").update(`${conv_id}:sub-11`).digest("hex");
    expect(textsOf((await history({ convid })).body)).toEqual(["to subscribers"]);
    await send({ ...body, message: "to one", to_peers: ["sub-11"], transient: false });
    expect(textsOf((await history({ convid })).body)).toEqual(["to one", "to subscribers"]);
    expect((await server.call("DELETE", subscription, { query: pair })).body).toEqual({});
    expect((await isSubscribed()).body).toBe(false);
  });
});

describe("clients", () => {
  it("unread, online, kick, silence and sign", async () => {
    const conv = await createTestConversation(server, { m: ["Tom", "reader-11"] });
    await sendTestMessage(server, conv);
    const app = { key: "app" as const };
    expect((await server.call("GET", "/1.1/rtm/messages/unread/reader-11", app)).body).toEqual({ count: 1 });
    expect((await server.call("GET", `/1.1/rtm/messages/unread/reader-11/${conv}`, app)).body).toEqual({
      count: 1,
    });
    expect((await server.call("POST", "/1.1/rtm/online", { body: { peers: ["a"] } })).body).toEqual({
      results: [],
    });
    const kick = { client_id: "a", reason: "spam" };
    expect((await server.call("POST", "/1.1/rtm/client/kick", { body: kick })).body).toEqual({});
    const silence = { client_id: "a", conv_id: conv, ttl: 60 };
    const path = "/1.1/rtm/conversation/blacklist";
    expect((await server.call("POST", path, { body: silence })).body).toEqual({});
    expect(codeOf((await server.call("POST", path, { body: { ...silence, ttl: 90_000 } })).body)).toBe(1);
    expect((await server.call("DELETE", path, { query: { client_id: "a", conv_id: conv } })).body).toEqual(
      {},
    );
    const sign = await server.call("POST", "/1.1/rtm/sign", { ...app, body: { session_token: "x" } });
    expect(codeOf(sign.body)).toBe(211);
    expect((await server.call("GET", "/1.1/date", app)).body).toEqual({
      __type: "Date",
      iso: expect.stringMatching(/^\d{4}-.*Z$/),
    });
  });
});
