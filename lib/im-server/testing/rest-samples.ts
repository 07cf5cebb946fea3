/**
 * A request that the server accepts, or would if what it names were there; tests spoil it. `ID-…` stands for
 * the id of a conversation of that kind, `MESSAGE` for that of a message.
 */
export type Sample = {
  method: string;
  path: string;
  query?: Record<string, unknown>;
  body?: Record<string, unknown>;
};
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

const perConversation: Sample[] = [
  { method: "PUT", path: "", body: { name: "n", "attr.a": 1, level: { __op: "Increment", amount: 1 } } },
  { method: "GET", path: "/members" },
  { method: "POST", path: "/members", body: clients },
  { method: "DELETE", path: "/members", body: clients },
  { method: "GET", path: "/mutes" },
  { method: "POST", path: "/mutes", body: clients },
  { method: "DELETE", path: "/mutes", body: clients },
  { method: "GET", path: "/members/online-count" },
  { method: "POST", path: "/messages", body: { ...send, to_clients: ["Tom"], push_data: { alert: "x" } } },
  { method: "GET", path: "/messages", query: walk },
  { method: "PUT", path: "/messages/MESSAGE", body: { ...send, timestamp: 1, to_clients: ["Tom"] } },
  { method: "PUT", path: "/messages/MESSAGE/recall", body: { ...place } },
  { method: "DELETE", path: "/messages/MESSAGE", query: place },
  { method: "POST", path: "/temporary-silenceds", body: { client_id: "Tom", ttl: 5 } },
  { method: "DELETE", path: "/temporary-silenceds", query: { client_id: "Tom" } },
  { method: "POST", path: "/permanent-silenceds", body: clients },
  { method: "DELETE", path: "/permanent-silenceds", body: clients },
  { method: "GET", path: "/permanent-silenceds", query: { limit: 2, next: "1" } },
  { method: "POST", path: "/blacklists", body: { client_ids: ["Eve"] } },
  { method: "DELETE", path: "/blacklists", body: { client_ids: ["Eve"] } },
  { method: "GET", path: "/blacklists", query: { limit: 2, next: "1" } },
  { method: "POST", path: "/member-infos", body: { clientId: "Tom", role: "Manager" } },
  { method: "PUT", path: "/member-infos/x", body: { clientId: "Tom", role: "Manager" } },
  { method: "DELETE", path: "/member-infos/x" },
  { method: "GET", path: "/member-infos", query: { skip: 1, limit: 2, role: "Owner" } },
  { method: "POST", path: "/subscribers", body: { client_id: "Tom" } },
  { method: "GET", path: "/subscribers", query: { limit: 2, client_id: "Tom" } },
  { method: "GET", path: "/subscribers/count" },
  { method: "DELETE", path: "/subscribers/Tom" },
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
  { method: "DELETE", path: "/1.2/rtm/clients/Tom/blacklists", body: { conv_id: "ID-conversations" } },
  { method: "GET", path: "/1.2/rtm/clients/Tom/blacklists", query: { limit: 2, next: "1" } },
  { method: "GET", path: "/1.2/rtm/clients/sign", query: { session_token: "x" } },
  { method: "GET", path: "/1.2/rtm/stats" },
  { method: "GET", path: "/1.2/rtm/all-conversations", query: where },
  { method: "POST", path: "/1.2/rtm/broadcasts", body: { ...send, conv_id: "ID-service-conversations" } },
  { method: "GET", path: "/1.2/rtm/broadcasts", query: { conv_id: "x", limit: 2, skip: 1 } },
  { method: "DELETE", path: "/1.2/rtm/broadcasts/MESSAGE" },
  { method: "GET", path: "/1.2/rtm/messages", query: walk },
];
const send11 = { from_peer: "Tom", message: "hi", conv_id: "ID-conversations", transient: false };
const subscription = { conv_id: "ID-service-conversations", client_id: "Tom" };
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
    body: subscription,
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
  { method: "GET", path: "/1.1/rtm/transient_group/members", query: { gid: "ID-chatrooms" } },
  { method: "GET", path: "/1.1/rtm/messages/logs", query: { ...walk, convid: "x", peerid: "Tom" } },
  { method: "GET", path: "/1.1/rtm/messages/unread/Tom" },
  { method: "GET", path: "/1.1/rtm/messages/unread/Tom/ID-conversations" },
  { method: "GET", path: "/1.1/rtm/broadcast", query: { conv_id: "x", limit: 2, skip: 1 } },
  { method: "DELETE", path: "/1.1/rtm/broadcast", query: { mid: "x" } },
  { method: "DELETE", path: "/1.1/rtm/conversation/subscription", query: subscription },
  { method: "GET", path: "/1.1/rtm/conversation/subscribed", query: subscription },
  {
    method: "GET",
    path: "/1.1/rtm/conversation/subscribers/count",
    query: { conv_id: "ID-service-conversations" },
  },
  { method: "DELETE", path: "/1.1/rtm/conversation/blacklist", query: { conv_id: "x", client_id: "Tom" } },
  { method: "POST", path: "/1.1/rtm/sign", body: { session_token: "x" } },
  {
    method: "GET",
    path: "/1.1/rtm/notifications",
    query: { client_id: "Tom", start_ts: 1, notification_type: "permanent" },
  },
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
  { method: "DELETE", path: "/1.1/classes/_Conversation/nope,neither" },
  { method: "GET", path: "/1.1/date" },
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
const settings = {
  signatures: {},
  features: { edit: true, recall: true },
  hooks: { url: null, enabled: [], refuseOnFailure: false, timeoutMs: 100 },
  wordFilter: ["nobody says this"],
  serviceWebHook: null,
};
const parley: Sample[] = [
  {
    method: "GET",
    path: "/parley/1/messages/search",
    query: { q: "hi", from: "Tom", after: 1, before: 1e13, limit: 3 },
  },
  { method: "GET", path: "/parley/1/messages/versions", query: { conv_id: "x", msg_id: "x", timestamp: 1 } },
  {
    method: "POST",
    path: "/parley/1/messages/last-changes",
    body: { messages: [{ conv_id: "ID-conversations", msg_id: "MESSAGE", timestamp: 1, client_id: "Tom" }] },
  },
  { method: "POST", path: "/parley/1/conversations/last-messages", body: { conv_ids: ["ID-conversations"] } },
  { method: "GET", path: "/parley/1/stats" },
  { method: "GET", path: "/parley/1/capabilities" },
  { method: "GET", path: "/parley/1/health" },
  { method: "GET", path: "/parley/1/settings" },
  { method: "PUT", path: "/parley/1/settings", body: settings },
  { method: "POST", path: "/parley/1/settings", body: settings },
  { method: "POST", path: "/parley/1/goaway", body: {} },
  { method: "POST", path: "/parley/1/clients/presence", body: clients },
  { method: "GET", path: "/parley/1/clients/Tom/sessions" },
  { method: "GET", path: "/parley/1/clients/Tom/restrictions", query: { limit: 2, next: "1" } },
  {
    method: "GET",
    path: "/parley/1/conversations/ID-conversations/temporary-silenceds",
    query: { limit: 2, next: "1" },
  },
  {
    method: "GET",
    path: "/parley/1/messages/trace",
    query: {
      conv_id: "ID-conversations",
      msg_id: "MESSAGE",
      timestamp: 1,
      client_id: "Tom",
      receiver: "Tom",
    },
  },
  { method: "GET", path: "/parley/1/clients/Tom", query: { limit: 2, cursor: "o1" } },
  {
    method: "POST",
    path: "/parley/1/import/conversations",
    body: { kind: "normal", members: ["a"], createdAt: 1e12 },
  },
  {
    method: "POST",
    path: "/parley/1/import/messages",
    body: {
      conv_id: "ID-conversations",
      messages: [
        {
          from_client: "a",
          message: "x",
          timestamp: 1e12,
          changes: [{ by: "a", at: 1e12, message: "y" }],
        },
      ],
    },
  },
];
const discovery: Sample[] = ["/v1/route", "/v2/route", "/1/route", "/2/route"].map((path) => ({
  method: "GET",
  path,
  query: { appId: "test-app", secure: 1 },
}));

/** At least one for every endpoint but the stream of events. */
export const restSamples: Sample[] = [
  ...["conversations", "chatrooms", "service-conversations"].flatMap((group) => [
    { method: "POST", path: `/1.2/rtm/${group}`, body: { name: "n", m: ["Tom"], unique: true } },
    { method: "GET", path: `/1.2/rtm/${group}`, query: where },
    { method: "DELETE", path: `/1.2/rtm/${group}/nope` },
    ...perConversation.map((sample) => ({ ...sample, path: `/1.2/rtm/${group}/ID-${group}${sample.path}` })),
  ]),
  ...v12,
  ...v11,
  ...storage,
  ...parley,
  ...discovery,
];
