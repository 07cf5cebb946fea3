import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  codeOf,
  createTestChatroom,
  createTestConversation,
  createTestService,
} from "../../testing/builders";
import { startTestServer, type TestServer } from "../../testing/start-test-server";

let server: TestServer;
const clock = 0;
beforeAll(async () => {
  server = await startTestServer({ now: () => Date.now() + clock });
});
afterAll(() => server.close());

const groups = [
  { group: "conversations", create: () => createTestConversation(server) },
  { group: "chatrooms", create: () => createTestChatroom(server) },
  { group: "service-conversations", create: () => createTestService(server) },
];

describe.each(groups)("$group", ({ group, create }) => {
  it.each(["permanent-silenceds", "blacklists"])("%s: add, page, remove", async (list) => {
    const path = `/1.2/rtm/${group}/${await create()}/${list}`;
    const clients = Array.from({ length: 25 }, (_, index) => `c${index}`);
    expect(await server.call("POST", path, { body: { client_ids: clients } })).toMatchObject({
      status: 200,
      body: {},
    });
    await server.call("POST", path, { body: { client_ids: ["c1"] } });
    const seen: string[] = [];
    let query: Record<string, string> = {};
    for (;;) {
      const page = (await server.call("GET", path, { query })).body as {
        client_ids: string[];
        next?: string;
      };
      expect(page.client_ids.length).toBeLessThanOrEqual(10);
      seen.push(...page.client_ids);
      if (page.next === undefined) break;
      query = { next: page.next };
    }
    expect(seen).toHaveLength(25);
    expect(new Set(seen)).toEqual(new Set(clients));
    expect((await server.call("DELETE", path, { body: { client_ids: clients.slice(1) } })).body).toEqual({});
    expect((await server.call("GET", path, { query: { limit: 100 } })).body).toEqual({ client_ids: ["c0"] });
  });

  it("member-infos: set, change, filter, remove", async () => {
    const path = `/1.2/rtm/${group}/${await create()}/member-infos`;
    const set = await server.call("POST", path, { body: { clientId: "client", role: "Manager" } });
    expect(set.body).toEqual({ objectId: expect.any(String), updatedAt: expect.any(String) });
    const { objectId } = set.body as { objectId: string };
    await server.call("POST", path, { body: { clientId: "other", role: "Owner" } });
    expect((await server.call("GET", path, { query: { role: "Manager" } })).body).toEqual({
      results: [{ clientId: "client", objectId, role: "Manager" }],
    });
    const changed = await server.call("PUT", `${path}/${objectId}`, {
      body: { clientId: "client", role: "Member" },
    });
    expect(changed).toMatchObject({ status: 200, body: { objectId } });
    expect((await server.call("GET", path)).body).toMatchObject({
      results: [{ role: "Member" }, { role: "Owner" }],
    });
    expect((await server.call("GET", path, { query: { skip: 1, limit: 1 } })).body).toMatchObject({
      results: [{ clientId: "other" }],
    });
    expect(codeOf((await server.call("PUT", `${path}/nope`, { body: { role: "Owner" } })).body)).toBe(1);
    expect(codeOf((await server.call("POST", path, { body: { clientId: "x", role: "King" } })).body)).toBe(1);
    expect((await server.call("DELETE", `${path}/${objectId}`)).body).toEqual({});
    expect((await server.call("GET", path)).body).toMatchObject({ results: [{ clientId: "other" }] });
  });

  it("temporary-silenceds: within a day, apart from the permanent ones", async () => {
    const base = `/1.2/rtm/${group}/${await create()}`;
    const path = `${base}/temporary-silenceds`;
    expect((await server.call("POST", path, { body: { client_id: "a", ttl: 50 } })).body).toEqual({});
    expect(codeOf((await server.call("POST", path, { body: { client_id: "a", ttl: 86_401 } })).body)).toBe(1);
    expect((await server.call("GET", `${base}/permanent-silenceds`)).body).toEqual({ client_ids: [] });
    expect((await server.call("DELETE", path, { query: { client_id: "a" } })).body).toEqual({});
  });

  it("unknown conversations answer 4303", async () => {
    for (const list of ["permanent-silenceds", "blacklists", "member-infos"]) {
      const reply = await server.call("GET", `/1.2/rtm/${group}/nope/${list}`);
      expect(reply.status).toBe(400);
      expect(codeOf(reply.body)).toBe(4303);
    }
  });
});

describe("blocking", () => {
  it("takes a member out and keeps it out", async () => {
    const id = await createTestConversation(server, { m: ["Tom", "Jerry"] });
    const base = `/1.2/rtm/conversations/${id}`;
    await server.call("POST", `${base}/blacklists`, { body: { client_ids: ["Tom"] } });
    expect((await server.call("GET", `${base}/members`)).body).toEqual({ result: ["Jerry"] });
    const add = await server.call("POST", `${base}/members`, { body: { client_ids: ["Tom"] } });
    expect(codeOf(add.body)).toBe(4548);
    const both = await server.call("POST", `${base}/members`, { body: { client_ids: ["Tom", "Mary"] } });
    expect(both.body).toMatchObject({ failed: [{ client_id: "Tom", code: 4548, error: "BLOCKED_BY_CONV" }] });
    await server.call("DELETE", `${base}/blacklists`, { body: { client_ids: ["Tom"] } });
    expect((await server.call("POST", `${base}/members`, { body: { client_ids: ["Tom"] } })).status).toBe(
      200,
    );
  });

  it("ends a subscription and keeps it ended", async () => {
    const id = await createTestService(server);
    const base = `/1.2/rtm/service-conversations/${id}`;
    await server.call("POST", `${base}/subscribers`, { body: { client_id: "a" } });
    await server.call("POST", `${base}/blacklists`, { body: { client_ids: ["a"] } });
    expect((await server.call("GET", `${base}/subscribers/count`)).body).toEqual({ count: 0 });
    const again = await server.call("POST", `${base}/subscribers`, { body: { client_id: "a" } });
    expect(codeOf(again.body)).toBe(4548);
  });

  it("by the client itself works the same and is listed at the client only", async () => {
    const id = await createTestConversation(server, { m: ["Jerry"] });
    const path = "/1.2/rtm/clients/shy/blacklists";
    expect((await server.call("POST", path, { body: { conv_id: id } })).body).toEqual({});
    expect((await server.call("GET", path)).body).toEqual({ conv_ids: [id] });
    expect((await server.call("GET", `/1.2/rtm/conversations/${id}/blacklists`)).body).toEqual({
      client_ids: [],
    });
    const add = () =>
      server.call("POST", `/1.2/rtm/conversations/${id}/members`, { body: { client_ids: ["shy"] } });
    expect(codeOf((await add()).body)).toBe(4548);
    expect((await server.call("DELETE", path, { body: { conv_id: id } })).body).toEqual({});
    expect((await add()).status).toBe(200);
  });

  it("holds 500 in a conversation", async () => {
    const id = await createTestConversation(server);
    const path = `/1.2/rtm/conversations/${id}`;
    const clients = Array.from({ length: 500 }, (_, index) => `b${index}`);
    for (const [list, code] of [
      ["blacklists", 4543],
      ["permanent-silenceds", 4561],
    ] as const) {
      expect((await server.call("POST", `${path}/${list}`, { body: { client_ids: clients } })).status).toBe(
        200,
      );
      expect((await server.call("POST", `${path}/${list}`, { body: { client_ids: ["b7"] } })).status).toBe(
        200,
      );
      const full = await server.call("POST", `${path}/${list}`, { body: { client_ids: ["b7", "one-more"] } });
      expect(codeOf(full.body)).toBe(code);
    }
  });
});

it("refuses a conversation of another kind than the path says", async () => {
  const room = await createTestChatroom(server);
  const normal = await createTestConversation(server);
  const ids = { client_ids: ["a"] };
  for (const [method, path, body, code] of [
    ["GET", `conversations/${room}/members`, undefined, 4314],
    ["GET", `conversations/${room}/mutes`, undefined, 4314],
    ["POST", `conversations/${room}/mutes`, ids, 4314],
    ["POST", `conversations/${room}/blacklists`, ids, 4314],
    ["GET", `chatrooms/${normal}/permanent-silenceds`, undefined, 4316],
    ["POST", `chatrooms/${normal}/temporary-silenceds`, { client_id: "a", ttl: 5 }, 4316],
    ["POST", `service-conversations/${normal}/member-infos`, { clientId: "a", role: "Owner" }, 4313],
    ["DELETE", `chatrooms/${normal}/messages/m1?from_client=a&timestamp=1`, undefined, 4316],
    ["DELETE", "chatrooms/nope/messages/m1?from_client=a&timestamp=1", undefined, 4303],
  ] as const) {
    const reply = await server.call(method, `/1.2/rtm/${path}`, { body });
    expect({ path, status: reply.status, code: codeOf(reply.body) }).toEqual({ path, status: 400, code });
  }
});
