import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  codeOf,
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

describe("clients", () => {
  it("are not online", async () => {
    const reply = await server.call("POST", "/1.2/rtm/clients/check-online", {
      body: { client_ids: ["Tom", "Jerry"] },
    });
    expect(reply.body).toEqual({ results: [] });
    const many = Array.from({ length: 21 }, (_, index) => `c${index}`);
    const tooMany = await server.call("POST", "/1.2/rtm/clients/check-online", {
      body: { client_ids: many },
    });
    expect(codeOf(tooMany.body)).toBe(1);
  });

  it("are kicked with a reason of at most 20 characters", async () => {
    const kick = (reason?: string) =>
      server.call("POST", "/1.2/rtm/clients/Tom/kick", { body: reason === undefined ? {} : { reason } });
    expect((await kick("why")).body).toEqual({});
    expect((await kick()).body).toEqual({});
    expect((await kick("耗".repeat(20))).status).toBe(200);
    expect(codeOf((await kick("x".repeat(21))).body)).toBe(1);
  });

  it("have unread messages, counted to 100 a conversation and visible to the app key", async () => {
    const first = await createTestConversation(server, { m: ["Tom", "reader"] });
    const second = await createTestConversation(server, { m: ["Tom", "reader", "x"] });
    await sendTestMessage(server, first);
    await sendTestMessage(server, first, "quiet", { transient: true });
    await sendTestMessage(server, second);
    await sendTestMessage(server, second);
    const count = async (client: string, query = {}) =>
      (await server.call("GET", `/1.2/rtm/clients/${client}/unread-count`, { query, key: "app" })).body;
    expect(await count("reader")).toEqual({ count: 3 });
    expect(await count("reader", { conv_id: second })).toEqual({ count: 2 });
    expect(await count("Tom")).toEqual({ count: 0 });
    expect(await count("nobody")).toEqual({ count: 0 });
    await Promise.all(Array.from({ length: 110 }, () => sendTestMessage(server, first)));
    expect(await count("reader", { conv_id: first })).toEqual({ count: 100 });
  });

  it("have sent messages, here and in the whole app's history", async () => {
    const a = await createTestConversation(server);
    const b = await createTestConversation(server, { m: ["writer"] });
    await sendTestMessage(server, a, "w1", { from_client: "writer" });
    await sendTestMessage(server, b, "other");
    await sendTestMessage(server, b, "w2", { from_client: "writer" });
    expect(textsOf((await server.call("GET", "/1.2/rtm/clients/writer/messages")).body)).toEqual([
      "w2",
      "w1",
    ]);
    // A burst to one conversation, as above, gets timestamps ahead of the clock.
    const app = await server.call("GET", "/1.2/rtm/messages", { query: { limit: 200 } });
    expect(textsOf(app.body).filter((text) => text !== "hello")).toEqual(["w2", "other", "w1"]);
    const up = await server.call("GET", "/1.2/rtm/clients/writer/messages", {
      query: { reversed: "true", limit: 1 },
    });
    expect(textsOf(up.body)).toEqual(["w1"]);
  });

  it("cannot be signed in without storage users", async () => {
    const reply = await server.call("GET", "/1.2/rtm/clients/sign", {
      query: { session_token: "x" },
      key: "app",
    });
    expect(reply.status).toBe(400);
    expect(codeOf(reply.body)).toBe(211);
  });

  it("may have any id that is not too long", async () => {
    const service = await createTestService(server);
    for (const client of [
      "5fb4ff18-d0de-4eea-9c30-1c8a00000000",
      "12345",
      "a b/c?#%",
      "用户😀",
      "..",
      "x".repeat(64),
    ]) {
      const path = `/1.2/rtm/service-conversations/${service}/subscribers`;
      expect((await server.call("POST", path, { body: { client_id: client } })).status).toBe(200);
      const services = await server.call(
        "GET",
        `/1.2/rtm/clients/${encodeURIComponent(client).replaceAll(".", "%2E")}/service-conversations`,
      );
      if (client !== "..") expect(services.body).toMatchObject([{ subscriber: client }]);
    }
    const tooLong = await server.call("GET", `/1.2/rtm/clients/${"x".repeat(65)}/messages`);
    expect(codeOf(tooLong.body)).toBe(1);
  });
});

describe("the whole app", () => {
  it("tells its users", async () => {
    expect((await server.call("GET", "/1.2/rtm/stats")).body).toEqual({
      result: { online_user_count: 0, user_count_today: 0 },
    });
  });
});
