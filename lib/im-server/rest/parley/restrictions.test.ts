import { afterAll, beforeAll, expect, it } from "vitest";
import { restrictionsReplySchema, timedSilencesReplySchema } from "@/lib/protocol/rest/restrictions";
import { codeOf, createTestChatroom, createTestConversation } from "../../testing/builders";
import { startTestServer, type TestServer } from "../../testing/start-test-server";

let server: TestServer;
let now = Date.now();
beforeAll(async () => {
  server = await startTestServer({ now: () => now });
});
afterAll(() => server.close());

const silence = (id: string, client_id: string, ttl: number) =>
  server.call("POST", `/1.2/rtm/conversations/${id}/temporary-silenceds`, { body: { client_id, ttl } });
const timedIn = async (id: string, query = {}) =>
  timedSilencesReplySchema.parse(
    (await server.call("GET", `/parley/1/conversations/${id}/temporary-silenceds`, { query })).body,
  );
const restrictionsOf = async (client: string, query = {}) =>
  restrictionsReplySchema.parse(
    (await server.call("GET", `/parley/1/clients/${client}/restrictions`, { query })).body,
  );

it("lists who is silenced for a time, and until when", async () => {
  const id = await createTestConversation(server, { m: ["a", "b", "c"] });
  for (const client of ["a", "b", "c"]) await silence(id, client, 60);
  await silence(id, "a", 600);
  const first = await timedIn(id, { limit: 2 });
  expect(first.results).toHaveLength(2);
  const second = await timedIn(id, { limit: 2, next: first.next });
  expect(second.next).toBeNull();
  expect(new Map([...first.results, ...second.results].map((one) => [one.client_id, one.until]))).toEqual(
    new Map([
      ["a", now + 600_000],
      ["b", now + 60_000],
      ["c", now + 60_000],
    ]),
  );
  await server.call("DELETE", `/1.2/rtm/conversations/${id}/temporary-silenceds`, {
    query: { client_id: "b" },
  });
  now += 60_000;
  expect((await timedIn(id)).results.map((one) => one.client_id)).toEqual(["a"]);
});

it("tells where a client is silenced or blocked, of any kind of conversation", async () => {
  const [one, two] = [await createTestConversation(server), await createTestConversation(server)];
  const room = await createTestChatroom(server);
  await server.call("POST", `/1.2/rtm/conversations/${one}/permanent-silenceds`, {
    body: { client_ids: ["held"] },
  });
  await silence(two, "held", 60);
  await server.call("POST", `/1.2/rtm/chatrooms/${room}/blacklists`, { body: { client_ids: ["held"] } });
  const first = await restrictionsOf("held", { limit: 2 });
  const second = await restrictionsOf("held", { limit: 2, next: first.next });
  expect([...first.results, ...second.results]).toEqual([
    { conv_id: one, kind: "silence", until: null },
    { conv_id: two, kind: "silence", until: now + 60_000 },
    { conv_id: room, kind: "block", until: null },
  ]);
  now += 60_001;
  expect((await restrictionsOf("held")).results.map((entry) => entry.conv_id)).toEqual([one, room]);
  await server.call("DELETE", `/1.1/classes/_Conversation/${one}`);
  expect((await restrictionsOf("held")).results.map((entry) => entry.conv_id)).toEqual([room]);
  expect(await restrictionsOf("never-seen")).toEqual({ results: [], next: null });
});

it("is the master key's alone, and refuses what is not there", async () => {
  const path = "/parley/1/conversations/nope/temporary-silenceds";
  expect(codeOf((await server.call("GET", path)).body)).toBe(4303);
  expect((await server.call("GET", path, { key: "app" })).status).toBe(400);
  expect((await server.call("GET", "/parley/1/clients/x/restrictions", { key: "app" })).status).toBe(400);
  expect(
    codeOf((await server.call("GET", "/parley/1/clients/x/restrictions", { query: { next: "z" } })).body),
  ).toBe(1);
});
