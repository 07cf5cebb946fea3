import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { conversationWireSchema } from "@/lib/protocol/conversation-row";
import { conversationsReplySchema } from "@/lib/protocol/rest/conversations";
import {
  codeOf,
  createTestChatroom,
  createTestConversation,
  createTestService,
  sendTestMessage,
} from "../../testing/builders";
import { startTestServer, type TestServer } from "../../testing/start-test-server";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

describe("conversations", () => {
  it("creates one as documented and answers the whole row", async () => {
    const body = { name: "My First Conversation", m: ["BillGates", "SteveJobs"], unique: true };
    const reply = await server.call("POST", "/1.2/rtm/conversations", { body });
    expect(reply.status).toBe(200);
    expect(reply.body).toEqual({
      ...body,
      objectId: expect.stringMatching(/^[0-9a-f]{24}$/),
      uniqueId: expect.stringMatching(/^[0-9a-f]{32}$/),
      createdAt: expect.stringMatching(ISO),
      updatedAt: expect.stringMatching(ISO),
    });
    const again = await server.call("POST", "/1.2/rtm/conversations", {
      body: { name: "Another name", m: ["SteveJobs", "BillGates", "SteveJobs"], unique: true },
    });
    expect(conversationWireSchema.parse(again.body)).toMatchObject({
      objectId: conversationWireSchema.parse(reply.body).objectId,
      name: "My First Conversation",
    });
  });

  it("answers id and date only for chat rooms and service conversations", async () => {
    for (const path of ["/1.2/rtm/chatrooms", "/1.2/rtm/service-conversations"]) {
      const reply = await server.call("POST", path, { body: { name: "My First", m: ["Tom"] } });
      expect(reply).toMatchObject({ status: 200, body: { objectId: expect.any(String) } });
      expect(Object.keys(reply.body as object).sort()).toEqual(["createdAt", "objectId"]);
    }
  });

  it("lists each kind apart and all of them together, with where, order, keys, skip and count", async () => {
    const mark = `list-${Date.now()}`;
    const normal = await createTestConversation(server, { name: mark, m: ["Tom"], attr: { level: 1 } });
    const room = await createTestChatroom(server);
    const service = await createTestService(server);
    for (const [group, id] of [
      ["chatrooms", room],
      ["service-conversations", service],
    ]) {
      await server.call("PUT", `/1.2/rtm/${group}/${id}`, { body: { name: mark } });
    }
    const where = JSON.stringify({ name: mark });
    const list = async (path: string, query = {}) =>
      conversationsReplySchema.parse((await server.call("GET", path, { query: { where, ...query } })).body);
    expect((await list("/1.2/rtm/conversations")).results.map((row) => row.objectId)).toEqual([normal]);
    expect((await list("/1.2/rtm/chatrooms")).results).toMatchObject([{ objectId: room, tr: true }]);
    expect((await list("/1.2/rtm/service-conversations")).results).toMatchObject([
      { objectId: service, sys: true },
    ]);
    const all = await list("/1.2/rtm/all-conversations", { order: "-createdAt", count: 1, skip: 1 });
    expect(all.results.map((row) => row.objectId)).toEqual([room, normal]);
    expect(all.count).toBe(3);
    const keys = await list("/1.2/rtm/conversations", { keys: "attr.level" });
    expect(Object.keys(keys.results[0] ?? {}).sort()).toEqual(["attr", "createdAt", "objectId", "updatedAt"]);
  });

  it("updates, but never the members", async () => {
    const id = await createTestConversation(server);
    const path = `/1.2/rtm/conversations/${id}`;
    const updated = await server.call("PUT", path, { body: { name: "Updated Conversation", level: 3 } });
    expect(updated).toMatchObject({
      status: 200,
      body: { objectId: id, updatedAt: expect.stringMatching(ISO) },
    });
    expect(codeOf((await server.call("PUT", path, { body: { m: [] } })).body)).toBe(1);
    expect(codeOf((await server.call("PUT", path, { body: { sys: true } })).body)).toBe(105);
    expect(codeOf((await server.call("PUT", path, { body: { name: 3 } })).body)).toBe(1);
    expect((await server.call("GET", `/1.1/classes/_Conversation/${id}`)).body).toMatchObject({
      name: "Updated Conversation",
      level: 3,
      m: ["Tom", "Jerry"],
    });
  });

  it("deletes with everything in it", async () => {
    const id = await createTestConversation(server);
    await sendTestMessage(server, id);
    expect(await server.call("DELETE", `/1.2/rtm/conversations/${id}`)).toMatchObject({
      status: 200,
      body: {},
    });
    expect((await server.call("GET", `/1.2/rtm/conversations/${id}/messages`)).body).toEqual([]);
    const send = await server.call("POST", `/1.2/rtm/conversations/${id}/messages`, {
      body: { from_client: "Tom", message: "late" },
    });
    expect(send.status).toBe(400);
    expect(codeOf(send.body)).toBe(4401);
  });

  it("refuses the endpoints of another kind", async () => {
    const room = await createTestChatroom(server);
    const normal = await createTestConversation(server);
    const body = { from_client: "Tom", message: "x" };
    const send = (group: string, id: string) =>
      server.call("POST", `/1.2/rtm/${group}/${id}/messages`, { body: { ...body, to_clients: ["a"] } });
    expect(codeOf((await send("conversations", room)).body)).toBe(4314);
    expect(codeOf((await send("chatrooms", normal)).body)).toBe(4316);
    expect(codeOf((await send("service-conversations", normal)).body)).toBe(4313);
    expect(codeOf((await server.call("DELETE", `/1.2/rtm/chatrooms/${normal}`)).body)).toBe(4316);
  });
});

describe("members", () => {
  it("adds, lists and removes", async () => {
    const id = await createTestConversation(server, { m: ["client1"] });
    const path = `/1.2/rtm/conversations/${id}/members`;
    const added = await server.call("POST", path, { body: { client_ids: ["Tom", "Jerry", "Tom"] } });
    expect(added.body).toEqual({ objectId: id, updatedAt: expect.stringMatching(ISO) });
    expect((await server.call("GET", path)).body).toEqual({ result: ["client1", "Tom", "Jerry"] });
    const removed = await server.call("DELETE", path, { body: { client_ids: ["Tom", "nobody"] } });
    expect(removed.body).toEqual({ objectId: id, updatedAt: expect.stringMatching(ISO) });
    expect((await server.call("GET", path)).body).toEqual({ result: ["client1", "Jerry"] });
  });

  it("takes the documented DELETE whose body has no JSON content type", async () => {
    const id = await createTestConversation(server);
    const reply = await server.call("DELETE", `/1.2/rtm/conversations/${id}/members`, {
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: { client_ids: ["Tom"] },
    });
    expect(reply.status).toBe(200);
    expect((await server.call("GET", `/1.2/rtm/conversations/${id}/members`)).body).toEqual({
      result: ["Jerry"],
    });
  });

  it("holds 500 and says who did not fit", async () => {
    const many = Array.from({ length: 499 }, (_, index) => `c${index}`);
    const id = await createTestConversation(server, { m: many });
    const path = `/1.2/rtm/conversations/${id}/members`;
    const partly = await server.call("POST", path, { body: { client_ids: ["x1", "x2"] } });
    expect(partly.body).toMatchObject({
      failed: [{ client_id: "x2", code: 4304, error: "CONVERSATION_FULL" }],
    });
    const full = await server.call("POST", path, { body: { client_ids: ["x3"] } });
    expect(full.status).toBe(400);
    expect(codeOf(full.body)).toBe(4304);
    const create = await server.call("POST", "/1.2/rtm/conversations", { body: { m: [...many, "a", "b"] } });
    expect(create.status).toBe(400);
  });

  it("mutes and unmutes", async () => {
    const id = await createTestConversation(server);
    const path = `/1.2/rtm/conversations/${id}/mutes`;
    expect((await server.call("GET", path)).body).toEqual({ result: [] });
    await server.call("POST", path, { body: { client_ids: ["Tom", "Jerry"] } });
    expect((await server.call("GET", path)).body).toEqual({ result: ["Tom", "Jerry"] });
    const reply = await server.call("DELETE", path, { body: { client_ids: ["Tom"] } });
    expect(reply.body).toEqual({ objectId: id, updatedAt: expect.stringMatching(ISO) });
    expect((await server.call("GET", path)).body).toEqual({ result: ["Jerry"] });
    const row = (await server.call("GET", `/1.1/classes/_Conversation/${id}`)).body;
    expect(row).toMatchObject({ mu: ["Jerry"] });
  });

  it("answers for an unknown conversation", async () => {
    for (const [method, path] of [
      ["GET", "members"],
      ["POST", "members"],
      ["GET", "mutes"],
      ["POST", "mutes"],
    ]) {
      const body = method === "POST" ? { client_ids: ["a"] } : undefined;
      const reply = await server.call(method ?? "", `/1.2/rtm/conversations/nope/${path}`, { body });
      expect(reply.status).toBe(400);
      expect(codeOf(reply.body)).toBe(4303);
    }
  });
});

describe("chat rooms", () => {
  it("tell that nobody is online", async () => {
    const room = await createTestChatroom(server);
    const path = `/1.2/rtm/chatrooms/${room}/members`;
    expect((await server.call("GET", path)).body).toEqual({ result: [] });
    expect((await server.call("GET", `${path}/online-count`)).body).toEqual({ result: 0 });
    expect(
      (await server.call("GET", "/1.1/rtm/transient_group/onlines", { query: { gid: room }, key: "app" }))
        .body,
    ).toEqual({ result: 0 });
    expect(
      (await server.call("GET", "/1.1/rtm/transient_group/members", { query: { gid: room }, key: "app" }))
        .body,
    ).toEqual({ result: [] });
  });
});
