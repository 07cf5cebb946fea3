import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sendReplySchema } from "@/lib/protocol/rest/send";
import { codeOf, createTestConversation, createTestService, textsOf } from "../../testing/builders";
import { startTestServer, type TestServer } from "../../testing/start-test-server";

let server: TestServer;
let clock = 0;
beforeAll(async () => {
  server = await startTestServer({ now: () => Date.now() + clock });
});
afterAll(() => server.close());

const base = "/1.2/rtm/service-conversations";
const DAY = 86_400_000;

function send(service: string, message: string, clients: string[], more = {}) {
  return server.call("POST", `${base}/${service}/messages`, {
    body: { from_client: "admin", message, to_clients: clients, ...more },
  });
}
const userHistory = (service: string, client: string, query = {}) =>
  server.call("GET", `${base}/${service}/subscribers/${client}/messages`, { query });

describe("subscribers", () => {
  it("subscribe, page, count and unsubscribe", async () => {
    const service = await createTestService(server);
    const path = `${base}/${service}/subscribers`;
    const clients = Array.from({ length: 60 }, (_, index) => `u${String(index).padStart(2, "0")}`);
    for (const client_id of clients) {
      expect((await server.call("POST", path, { body: { client_id } })).body).toEqual({});
    }
    await server.call("POST", path, { body: { client_id: "u00" } });
    expect((await server.call("GET", `${path}/count`)).body).toEqual({ count: 60 });
    const seen: string[] = [];
    for (let after: string | undefined; ; after = seen.at(-1)) {
      const query: Record<string, string> = after === undefined ? {} : { client_id: after };
      const rows = (await server.call("GET", path, { query })).body as {
        subscriber: string;
        conv_id: string;
      }[];
      expect(rows.length).toBeLessThanOrEqual(50);
      if (rows.length === 0) break;
      expect(rows[0]).toEqual({
        subscriber: expect.any(String),
        conv_id: service,
        timestamp: expect.any(Number),
      });
      seen.push(...rows.map((row) => row.subscriber));
    }
    expect([...seen].sort()).toEqual(clients);
    expect((await server.call("DELETE", `${path}/u00`)).body).toEqual({});
    expect((await server.call("GET", `${path}/count`)).body).toEqual({ count: 59 });
  });

  it("list a client's services from either end", async () => {
    const services = [
      await createTestService(server),
      await createTestService(server),
      await createTestService(server),
    ];
    for (const service of services) {
      clock += 1000;
      await server.call("POST", `${base}/${service}/subscribers`, { body: { client_id: "walker" } });
    }
    const list = async (query = {}) =>
      (await server.call("GET", "/1.2/rtm/clients/walker/service-conversations", { query })).body as {
        conv_id: string;
        timestamp: number;
      }[];
    expect((await list()).map((row) => row.conv_id)).toEqual(services);
    expect((await list({ direction: "old" })).map((row) => row.conv_id)).toEqual([...services].reverse());
    const [first] = await list({ limit: 1 });
    const rest = await list({ conv_id: first?.conv_id, timestamp: first?.timestamp });
    expect(rest.map((row) => row.conv_id)).toEqual(services.slice(1));
    const missing = await server.call("GET", "/1.2/rtm/clients/walker/service-conversations", {
      query: { conv_id: "x" },
    });
    expect(codeOf(missing.body)).toBe(1);
  });

  it("exist for service conversations only", async () => {
    const normal = await createTestConversation(server);
    const reply = await server.call("POST", `${base}/${normal}/subscribers`, { body: { client_id: "a" } });
    expect(codeOf(reply.body)).toBe(4313);
    const unknown = await server.call("GET", `${base}/nope/subscribers/count`);
    expect(codeOf(unknown.body)).toBe(4303);
  });
});

describe("messages to single clients", () => {
  it("lie in the history of each, found by client or by md5 id", async () => {
    const service = await createTestService(server);
    const reply = await send(service, "for you", ["ann", "bob", "ann"]);
    const { messageId, timestamp } = sendReplySchema.parse(reply.body);
    const historyId = createHash("md5").update(`${service}:ann`).digest("hex");
    const expected = [
      expect.objectContaining({
        "msg-id": messageId,
        timestamp,
        data: "for you",
        to: service,
        "conv-id": historyId,
        "to-client": "ann",
      }),
    ];
    expect((await userHistory(service, "ann")).body).toEqual(expected);
    const byId = await server.call("GET", "/1.1/rtm/messages/history", { query: { convid: historyId } });
    expect(byId.body).toEqual(expected);
    expect(textsOf((await userHistory(service, "bob")).body)).toEqual(["for you"]);
    expect((await userHistory(service, "eve")).body).toEqual([]);
    expect((await server.call("GET", `${base}/${service}/messages`)).body).toEqual([]);
    const unread = await server.call("GET", "/1.2/rtm/clients/ann/unread-count", {
      query: { conv_id: service },
      key: "app",
    });
    expect(unread.body).toEqual({ count: 1 });
  });

  it("need 1 to 20 recipients", async () => {
    const service = await createTestService(server);
    const many = Array.from({ length: 21 }, (_, index) => `c${index}`);
    expect((await send(service, "x", many.slice(0, 20))).status).toBe(200);
    expect(codeOf((await send(service, "x", many)).body)).toBe(1);
    expect(codeOf((await send(service, "x", [])).body)).toBe(1);
  });

  it("are edited, recalled and deleted copy by copy, also when copies differ in time", async () => {
    const service = await createTestService(server);
    // A history that is ahead of the clock: this copy gets a later timestamp than the other.
    clock += 5000;
    await send(service, "ahead", ["ann"]);
    clock -= 5000;
    const { messageId, timestamp } = sendReplySchema.parse((await send(service, "one", ["ann", "bob"])).body);
    const path = `${base}/${service}/messages/${messageId}`;
    const target = { from_client: "admin", timestamp, to_clients: ["ann", "bob"] };
    expect((await server.call("PUT", path, { body: { ...target, message: "two" } })).status).toBe(200);
    expect(textsOf((await userHistory(service, "ann")).body)).toEqual(["two", "ahead"]);
    expect(textsOf((await userHistory(service, "bob")).body)).toEqual(["two"]);
    const onlyBob = { ...target, to_clients: ["bob"] };
    expect((await server.call("PUT", `${path}/recall`, { body: onlyBob })).status).toBe(200);
    expect(textsOf((await userHistory(service, "bob")).body)).toEqual(['{"_lctype":-127}']);
    const query = { from_client: "admin", timestamp };
    const copy = `${base}/${service}/subscribers/ann/messages/${messageId}`;
    expect((await server.call("DELETE", copy, { query })).body).toEqual({});
    expect(textsOf((await userHistory(service, "ann")).body)).toEqual(["ahead"]);
  });
});

it("changes all copies of a service message or none", async () => {
  const service = await createTestService(server);
  const { messageId, timestamp } = sendReplySchema.parse((await send(service, "one", ["ann"])).body);
  const path = `${base}/${service}/messages/${messageId}`;
  const change = (url: string, to_clients: string[], message?: string) =>
    server.call("PUT", url, { body: { from_client: "admin", timestamp, to_clients, message } });
  expect(codeOf((await change(path, ["ann", "stranger"], "two")).body)).toBe(4404);
  expect(codeOf((await change(`${path}/recall`, ["ann", "stranger"])).body)).toBe(4404);
  expect(codeOf((await change(path, [], "two")).body)).toBe(1);
  expect(textsOf((await userHistory(service, "ann")).body)).toEqual(["one"]);
});

describe("messages to all subscribers", () => {
  it("reach subscribers since they subscribed, in place among their own messages", async () => {
    const service = await createTestService(server);
    const broadcast = async (message: string) => {
      clock += 10;
      return sendReplySchema.parse(
        (
          await server.call("POST", `${base}/${service}/broadcasts`, {
            body: { from_client: "admin", message, push: "p" },
          })
        ).body,
      );
    };
    const subscribe = async (client_id: string) => {
      clock += 10;
      await server.call("POST", `${base}/${service}/subscribers`, { body: { client_id } });
    };
    await subscribe("early");
    await broadcast("b1");
    clock += 10;
    await send(service, "own", ["early", "late", "stranger"]);
    await subscribe("late");
    const last = await broadcast("b2");
    expect(textsOf((await userHistory(service, "early")).body)).toEqual(["b2", "own", "b1"]);
    expect(textsOf((await userHistory(service, "late")).body)).toEqual(["b2", "own"]);
    expect(textsOf((await userHistory(service, "stranger")).body)).toEqual(["own"]);
    expect(textsOf((await userHistory(service, "early", { limit: 2, reversed: "true" })).body)).toEqual([
      "b1",
      "own",
    ]);
    const until = { timestamp: last.timestamp, msgid: last.messageId };
    expect(textsOf((await userHistory(service, "early", until)).body)).toEqual(["own", "b1"]);
    expect(textsOf((await server.call("GET", `${base}/${service}/messages`)).body)).toEqual(["b2", "b1"]);

    const path = `${base}/${service}/messages/${last.messageId}`;
    const target = { from_client: "admin", timestamp: last.timestamp };
    expect((await server.call("PUT", path, { body: { ...target, message: "b2!" } })).status).toBe(200);
    expect(textsOf((await userHistory(service, "late")).body)).toEqual(["b2!", "own"]);
    expect((await server.call("PUT", `${path}/recall`, { body: target })).status).toBe(200);
    expect(textsOf((await userHistory(service, "late")).body)).toEqual(['{"_lctype":-127}', "own"]);
    const copy = `${base}/${service}/subscribers/late/messages/${last.messageId}`;
    const refused = await server.call("DELETE", copy, { query: target });
    expect(codeOf(refused.body)).toBe(1);
  });
});

describe("broadcasts", () => {
  const list = async (service: string) =>
    (await server.call("GET", "/1.2/rtm/broadcasts", { query: { conv_id: service } })).body;

  it("are listed while valid, edited and deleted, and are no history", async () => {
    const service = await createTestService(server);
    const body = { from_client: "1a", conv_id: service, message: "to everyone", push: { alert: "消息内容" } };
    const reply = await server.call("POST", "/1.2/rtm/broadcasts", { body });
    const { messageId, timestamp } = sendReplySchema.parse(reply.body);
    expect(messageId).toMatch(/^sb_/);
    const row = {
      "msg-id": messageId,
      "conv-id": service,
      from: "1a",
      data: "to everyone",
      timestamp,
      push: { alert: "消息内容" },
    };
    expect(await list(service)).toEqual([{ ...row, valid_till: timestamp + 30 * DAY }]);
    expect((await userHistory(service, "anyone")).body).toEqual([]);

    const path = `${base}/${service}/messages/${messageId}`;
    const edit = { from_client: "1a", message: "to everyone!", timestamp };
    expect((await server.call("PUT", path, { body: edit })).status).toBe(200);
    expect(await list(service)).toMatchObject([
      { data: "to everyone!", "patch-timestamp": expect.any(Number) },
    ]);
    expect(codeOf((await server.call("PUT", path, { body: { ...edit, from_client: "x" } })).body)).toBe(4403);
    expect(codeOf((await server.call("PUT", `${path}/recall`, { body: edit })).body)).toBe(4404);

    expect((await server.call("DELETE", `/1.2/rtm/broadcasts/${messageId}`)).body).toEqual({});
    expect(await list(service)).toEqual([]);
    expect(codeOf((await server.call("DELETE", `/1.2/rtm/broadcasts/${messageId}`)).body)).toBe(4404);
  });

  it("end with their validity, which lies within a month", async () => {
    const service = await createTestService(server);
    const now = Date.now() + clock;
    const send = (valid_till: unknown) =>
      server.call("POST", "/1.2/rtm/broadcasts", {
        body: { from_client: "a", conv_id: service, message: "x", valid_till },
      });
    expect(codeOf((await send(now - 1)).body)).toBe(1);
    expect(codeOf((await send(now + 32 * DAY)).body)).toBe(1);
    expect(codeOf((await send("tomorrow")).body)).toBe(1);
    expect((await send(now + DAY)).status).toBe(200);
    expect(await list(service)).toHaveLength(1);
    clock += 2 * DAY;
    expect(await list(service)).toEqual([]);
  });

  it("need a service conversation, and are not kept when transient", async () => {
    const normal = await createTestConversation(server);
    const send = (conv_id: string, more = {}) =>
      server.call("POST", "/1.2/rtm/broadcasts", {
        body: { from_client: "a", conv_id, message: "x", ...more },
      });
    expect(codeOf((await send(normal)).body)).toBe(4313);
    expect(codeOf((await send("nope")).body)).toBe(4401);
    const service = await createTestService(server);
    expect((await send(service, { transient: true })).status).toBe(200);
    expect(await list(service)).toEqual([]);
  });
});
