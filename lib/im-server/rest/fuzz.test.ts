import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import {
  codeOf,
  createTestChatroom,
  createTestConversation,
  createTestService,
  sendTestMessage,
} from "../testing/builders";
import { startTestServer, type TestServer } from "../testing/start-test-server";

let server: TestServer;
let places: Record<string, string> = {};
beforeAll(async () => {
  server = await startTestServer();
  const conversation = await createTestConversation(server);
  const { messageId } = await sendTestMessage(server, conversation);
  places = {
    conversations: conversation,
    chatrooms: await createTestChatroom(server),
    "service-conversations": await createTestService(server),
    message: messageId,
  };
});
afterAll(() => server.close());

type Sample = { method: string; path: string; query?: object; body?: object };
const send = { from_client: "Tom", message: "hi" };
const clients = { client_ids: ["Tom"] };
const where = { where: '{"m":"Tom"}', order: "-lm", limit: 2, skip: 1, count: 1, keys: "name" };
const place = { from_client: "Tom", timestamp: 1 };
const walk = {
  timestamp: 1e12,
  msgid: "x",
  till_timestamp: 1,
  reversed: "true",
  limit: 3,
  include_start: "1",
};

/** Requests that the server accepts, or would if what they name were there; the tests spoil them. */
const perConversation: Sample[] = [
  { method: "PUT", path: "", body: { name: "n", "attr.a": 1, level: { __op: "Increment", amount: 1 } } },
  { method: "GET", path: "/members" },
  { method: "POST", path: "/members", body: clients },
  { method: "DELETE", path: "/members", body: clients },
  { method: "GET", path: "/mutes" },
  { method: "POST", path: "/mutes", body: clients },
  { method: "POST", path: "/messages", body: { ...send, to_clients: ["Tom"], push_data: { alert: "x" } } },
  { method: "GET", path: "/messages", query: walk },
  { method: "PUT", path: "/messages/MESSAGE", body: { ...send, timestamp: 1, to_clients: ["Tom"] } },
  { method: "PUT", path: "/messages/MESSAGE/recall", body: { ...place } },
  { method: "DELETE", path: "/messages/MESSAGE", query: place },
  { method: "POST", path: "/temporary-silenceds", body: { client_id: "Tom", ttl: 5 } },
  { method: "POST", path: "/permanent-silenceds", body: clients },
  { method: "GET", path: "/permanent-silenceds", query: { limit: 2, next: "1" } },
  { method: "POST", path: "/blacklists", body: { client_ids: ["Eve"] } },
  { method: "GET", path: "/blacklists", query: { limit: 2, next: "1" } },
  { method: "POST", path: "/member-infos", body: { clientId: "Tom", role: "Manager" } },
  { method: "PUT", path: "/member-infos/x", body: { clientId: "Tom", role: "Manager" } },
  { method: "GET", path: "/member-infos", query: { skip: 1, limit: 2, role: "Owner" } },
  { method: "POST", path: "/subscribers", body: { client_id: "Tom" } },
  { method: "GET", path: "/subscribers", query: { limit: 2, client_id: "Tom" } },
  { method: "GET", path: "/subscribers/Tom/messages", query: walk },
  { method: "DELETE", path: "/subscribers/Tom/messages/MESSAGE", query: place },
  { method: "POST", path: "/broadcasts", body: { ...send, push: "x" } },
];
const v12: Sample[] = [
  { method: "POST", path: "/1.2/rtm/clients/check-online", body: clients },
  { method: "POST", path: "/1.2/rtm/clients/Tom/kick", body: { reason: "x" } },
  { method: "GET", path: "/1.2/rtm/clients/Tom/unread-count", query: { conv_id: "x" } },
  {
    method: "GET",
    path: "/1.2/rtm/clients/Tom/service-conversations",
    query: { conv_id: "x", timestamp: 1, limit: 2, direction: "old" },
  },
  { method: "GET", path: "/1.2/rtm/clients/Tom/messages", query: walk },
  { method: "POST", path: "/1.2/rtm/clients/Tom/blacklists", body: { conv_id: "ID-conversations" } },
  { method: "GET", path: "/1.2/rtm/clients/Tom/blacklists", query: { limit: 2, next: "1" } },
  { method: "GET", path: "/1.2/rtm/all-conversations", query: where },
  { method: "POST", path: "/1.2/rtm/broadcasts", body: { ...send, conv_id: "ID-service-conversations" } },
  { method: "GET", path: "/1.2/rtm/broadcasts", query: { conv_id: "x", limit: 2, skip: 1 } },
  { method: "GET", path: "/1.2/rtm/messages", query: walk },
];
const send11 = { from_peer: "Tom", message: "hi", conv_id: "ID-conversations", transient: false };
const v11: Sample[] = [
  { method: "POST", path: "/1.1/rtm/messages", body: { ...send11, to_peers: ["Tom"] } },
  {
    method: "GET",
    path: "/1.1/rtm/messages/history",
    query: { ...walk, convid: "x", from: "Tom", max_ts: 5 },
  },
  {
    method: "PUT",
    path: "/1.1/rtm/messages/logs",
    body: { "msg-id": "x", "conv-id": "x", from: "a", data: "b", timestamp: 1 },
  },
  {
    method: "DELETE",
    path: "/1.1/rtm/messages/logs",
    query: { convid: "x", msgid: "x", timestamp: 1, from: "a" },
  },
  {
    method: "POST",
    path: "/1.1/rtm/patch/message",
    body: { ...send11, msg_id: "x", timestamp: 1, recall: true },
  },
  { method: "POST", path: "/1.1/rtm/broadcast", body: { ...send11, conv_id: "ID-service-conversations" } },
  {
    method: "POST",
    path: "/1.1/rtm/broadcast/subscriber",
    body: { ...send11, conv_id: "ID-service-conversations" },
  },
  {
    method: "POST",
    path: "/1.1/rtm/conversation/subscription",
    body: { conv_id: "ID-service-conversations", client_id: "Tom" },
  },
  {
    method: "GET",
    path: "/1.1/rtm/conversation/subscription",
    query: { conv_id: "x", client_id: "Tom", timestamp: 1 },
  },
  {
    method: "GET",
    path: "/1.1/rtm/conversation/subscribers",
    query: { conv_id: "ID-service-conversations" },
  },
  {
    method: "POST",
    path: "/1.1/rtm/conversation/blacklist",
    body: { conv_id: "x", client_id: "Tom", ttl: 5 },
  },
  { method: "GET", path: "/1.1/rtm/transient_group/onlines", query: { gid: "ID-chatrooms" } },
  { method: "POST", path: "/1.1/rtm/online", body: { peers: ["Tom"] } },
  { method: "POST", path: "/1.1/rtm/client/kick", body: { client_id: "Tom", reason: "x" } },
];
const storage: Sample[] = [
  {
    method: "POST",
    path: "/1.1/classes/_Conversation",
    body: { name: "n", m: ["Tom"], attr: { a: 1 }, unique: true },
  },
  { method: "GET", path: "/1.1/classes/_Conversation", query: where },
  {
    method: "PUT",
    path: "/1.1/classes/_Conversation/ID-conversations",
    body: { m: { __op: "Add", objects: ["a"] } },
  },
  {
    method: "GET",
    path: "/1.1/classes/_Conversation/ID-conversations",
    query: { keys: "m", returnACL: "true" },
  },
  { method: "GET", path: "/1.1/scan/classes/_Conversation", query: { limit: 2, cursor: "x" } },
  { method: "POST", path: "/1.1/classes/_SysMessage", body: { data: "x", timestamp: 1 } },
  {
    method: "GET",
    path: "/1.1/classes/_SysMessage",
    query: { where: '{"timestamp":{"$gt":1}}', order: "a" },
  },
  {
    method: "POST",
    path: "/1.1/batch",
    body: { requests: [{ method: "GET", path: "/1.1/date", params: {} }] },
  },
  { method: "GET", path: "/1.1/classes/_ConversationMemberInfo", query: { cid: "ID-conversations" } },
];
const parley: Sample[] = [
  {
    method: "GET",
    path: "/parley/1/messages/search",
    query: { q: "hi", from: "Tom", after: 1, before: 1e13, limit: 3 },
  },
  { method: "GET", path: "/parley/1/messages/versions", query: { conv_id: "x", msg_id: "x", timestamp: 1 } },
  { method: "POST", path: "/parley/1/conversations/last-messages", body: { conv_ids: ["ID-conversations"] } },
  { method: "GET", path: "/parley/1/clients/Tom", query: { limit: 2, cursor: "o1" } },
  {
    method: "POST",
    path: "/parley/1/import/conversations",
    body: { kind: "normal", members: ["a"], createdAt: 1e12 },
  },
  {
    method: "POST",
    path: "/parley/1/import/messages",
    body: { conv_id: "ID-conversations", messages: [{ from_client: "a", message: "x", timestamp: 1e12 }] },
  },
];
const samples: Sample[] = [
  ...["conversations", "chatrooms", "service-conversations"].flatMap((group) => [
    { method: "POST", path: `/1.2/rtm/${group}`, body: { name: "n", m: ["Tom"], unique: true } },
    { method: "GET", path: `/1.2/rtm/${group}`, query: where },
    ...perConversation.map((sample) => ({ ...sample, path: `/1.2/rtm/${group}/ID-${group}${sample.path}` })),
  ]),
  ...v12,
  ...v11,
  ...storage,
  ...parley,
];

/** Keys that endpoints know, so that random values reach behind the first check. */
const knownKeys = fc.constantFrom(
  ..."from_client message client_ids client_id conv_id timestamp to_clients transient push_data priority mention_all mention_client_ids bin ttl clientId role name m mu c attr sys tr unique ACL where order limit skip count keys reason valid_till push from_peer to_peers peers msgid till_msgid till_timestamp include_start reversed q cursor before after from convid msg_id requests method path body params messages kind createdAt attributes conv_ids next direction scan_key cid msg-id conv-id data __op objects __type iso".split(
    " ",
  ),
);
const odd = fc.constantFrom<unknown>(
  null,
  "",
  "Tom",
  ["Tom"],
  0,
  -1,
  1.5,
  1e21,
  Number.MAX_SAFE_INTEGER,
  true,
  "\u0000",
  "\ud800",
  "😀",
  "%",
  "_tmp:x",
  "a".repeat(200),
  { __op: "Add", objects: [{}] },
  { __op: "Increment", amount: "x" },
  { __type: "Date", iso: "x" },
  { __type: "Pointer" },
  { $regex: "(" },
  { $gt: {} },
  { $or: [] },
  [[[]]],
  '{"m":{"$in":[null]}}',
  '{"attr.a":{"$regex":"\\\\Qx"}}',
);
const value = fc.oneof(odd, fc.jsonValue({ maxDepth: 3 }));
const spoiling = fc.dictionary(fc.oneof(knownKeys, fc.string({ maxLength: 12 })), value, { maxKeys: 3 });
const request = fc.record({
  sample: fc.constantFrom(...samples),
  /** Which of the sample's own values to replace by what. */
  replaced: fc.array(fc.tuple(fc.nat(20), value), { maxLength: 2 }),
  added: spoiling,
  wholeBody: fc.option(value, { freq: 12 }),
  asText: fc.boolean(),
});

/** Replaces some of an object's own values and adds others. */
function spoil(object: object, replaced: [number, unknown][], added: object): Record<string, unknown> {
  const keys = Object.keys(object);
  const changes =
    keys.length === 0 ? [] : replaced.map(([at, value]) => [keys[at % keys.length] ?? "", value]);
  return { ...object, ...Object.fromEntries(changes), ...added };
}

function fill(text: string): string {
  return text
    .replace(/ID-([a-z-]+[a-z])/g, (_, group) => places[group] ?? "")
    .replaceAll("MESSAGE", places.message ?? "");
}

it("never answers an error of its own, whatever is sent where", async () => {
  const statuses = new Set<number>();
  await fc.assert(
    fc.asyncProperty(request, async ({ sample, replaced, added, wholeBody, asText }) => {
      const query = sample.query ? spoil(sample.query, replaced, added) : {};
      const search = new URLSearchParams(
        Object.entries(query).map(([key, item]) => [
          key,
          fill(typeof item === "string" ? item : JSON.stringify(item)),
        ]),
      );
      const body = sample.body && (wholeBody ?? spoil(sample.body, replaced, added));
      const reply = await server.call(sample.method, `${fill(sample.path)}?${search}`, {
        body: body && fill(JSON.stringify(body)),
        headers: asText ? { "content-type": "text/plain" } : {},
      });
      statuses.add(reply.status);
      if (reply.status >= 300) {
        expect(reply.status).toBeLessThan(500);
        codeOf(reply.body);
      }
    }),
    { numRuns: 1500, endOnFailure: true },
  );
  // It reached what lies behind the first check, too.
  expect([...statuses].sort()).toEqual(expect.arrayContaining([200, 201, 400]));
  expect((await server.call("GET", "/1.1/date")).status).toBe(200);
}, 60_000);
