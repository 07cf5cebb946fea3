import type { ImClient } from "@/lib/cli/im-client";
import { buildTextMessage as text } from "@/lib/protocol/message-builders";
import { expect, test } from "./fixtures";
import { type ConsoleApi, openApi } from "./support/console-api";
import { createConversation, sendText } from "./support/im-data";
import type { RoleName } from "./support/running";

type Case = {
  what: string;
  method: "GET" | "POST" | "PATCH" | "PUT" | "DELETE";
  path: (ids: Ids) => string;
  body?: (ids: Ids) => unknown;
  /** Who may; everybody else gets 403. */
  allowed: RoleName[];
};
type Ids = {
  app: string;
  conversation: string;
  service: string;
  message: string;
  timestamp: number;
  unique: string;
};

const everyone: RoleName[] = ["agent", "moderator", "admin"];
const moderators: RoleName[] = ["moderator", "admin"];
const admins: RoleName[] = ["admin"];
const inApp = (rest: (ids: Ids) => string) => (ids: Ids) => `${ids.app}${rest(ids)}`;
const ofConversation = (rest: string) => (ids: Ids) => `${ids.app}/conversations/${ids.conversation}${rest}`;
const ofService = (rest: string) => (ids: Ids) => `${ids.app}/conversations/${ids.service}${rest}`;
const ofMessage = (rest: string) => (ids: Ids) =>
  `${ids.app}/conversations/${ids.conversation}/messages/${ids.message}${rest}`;

const login = { operation: "login", clientId: "tom", timestamp: 1614237989966, nonce: "n1" };

const cases: Case[] = [
  {
    what: "check a signature",
    method: "POST",
    path: inApp(() => "/signatures/check"),
    body: () => login,
    allowed: moderators,
  },
  {
    what: "have a signature made",
    method: "POST",
    path: inApp(() => "/signatures"),
    body: () => login,
    allowed: admins,
  },
  { what: "read the IM settings", method: "GET", path: inApp(() => "/im-settings"), allowed: admins },
  { what: "read one's watch list", method: "GET", path: inApp(() => "/watch-list"), allowed: everyone },
  {
    what: "watch a client",
    method: "POST",
    path: inApp(() => "/watch-list"),
    body: ({ unique }) => ({ clients: [{ clientId: `watched-${unique}` }] }),
    allowed: everyone,
  },
  { what: "read conversations", method: "GET", path: inApp(() => "/conversations"), allowed: everyone },
  { what: "read a history", method: "GET", path: ofConversation("/messages"), allowed: everyone },
  { what: "read the whole app's messages", method: "GET", path: inApp(() => "/messages"), allowed: everyone },
  {
    what: "create a conversation",
    method: "POST",
    path: inApp(() => "/conversations"),
    body: ({ unique }) => ({ kind: "normal", name: `made ${unique}`, members: ["a", "b"] }),
    allowed: everyone,
  },
  {
    what: "create a service conversation",
    method: "POST",
    path: inApp(() => "/conversations"),
    body: ({ unique }) => ({ kind: "service", name: `service ${unique}` }),
    allowed: admins,
  },
  {
    what: "rename a conversation",
    method: "PATCH",
    path: ofConversation(""),
    body: ({ unique }) => ({ name: `renamed ${unique}` }),
    allowed: everyone,
  },
  {
    what: "add a member",
    method: "POST",
    path: ofConversation("/members"),
    body: () => ({ clientIds: ["carol"] }),
    allowed: everyone,
  },
  {
    what: "send as an allowed sender id",
    method: "POST",
    path: ofConversation("/messages"),
    body: () => ({ from: "support", data: text("hello") }),
    allowed: everyone,
  },
  {
    what: "send as any client",
    method: "POST",
    path: ofConversation("/messages"),
    body: () => ({ from: "alice", data: text("hello") }),
    allowed: moderators,
  },
  {
    what: "mute a member",
    method: "POST",
    path: ofConversation("/mutes"),
    body: () => ({ clientIds: ["bob"] }),
    allowed: moderators,
  },
  {
    what: "silence a client",
    method: "POST",
    path: ofConversation("/silences"),
    body: () => ({ clientIds: ["bob"] }),
    allowed: moderators,
  },
  {
    what: "block a client",
    method: "POST",
    path: ofConversation("/blocks"),
    body: () => ({ clientIds: ["mallory"] }),
    allowed: moderators,
  },
  {
    what: "kick a client",
    method: "POST",
    path: inApp(() => "/clients/mallory/kick"),
    body: () => ({ reason: "test" }),
    allowed: moderators,
  },
  {
    what: "edit a message",
    method: "PATCH",
    path: ofMessage(""),
    body: ({ timestamp }) => ({ from: "alice", timestamp, data: text("edited") }),
    allowed: moderators,
  },
  {
    what: "recall a message",
    method: "POST",
    path: ofMessage("/recall"),
    body: ({ timestamp }) => ({ from: "alice", timestamp }),
    allowed: moderators,
  },
  {
    what: "delete a message",
    method: "DELETE",
    path: ({ timestamp, ...ids }) =>
      `${ofMessage("")({ timestamp, ...ids })}?from=alice&timestamp=${timestamp}`,
    allowed: moderators,
  },
  {
    what: "add a subscriber",
    method: "POST",
    path: ofService("/subscribers"),
    body: () => ({ clientIds: ["bob"] }),
    allowed: admins,
  },
  {
    what: "send as a service",
    method: "POST",
    path: ofService("/messages"),
    body: () => ({ from: "support", data: text("news"), toClients: ["bob"] }),
    allowed: admins,
  },
  {
    what: "see what a broadcast would reach",
    method: "GET",
    path: ({ app, service }) => `${app}/broadcasts/check?conversation=${service}`,
    allowed: admins,
  },
  {
    what: "broadcast to subscribers",
    method: "POST",
    path: inApp(() => "/broadcasts"),
    body: ({ service }) => ({
      conversationId: service,
      audience: "subscribers",
      from: "support",
      data: text("news"),
    }),
    allowed: admins,
  },
  { what: "delete a conversation", method: "DELETE", path: ofConversation(""), allowed: admins },
  { what: "read the audit", method: "GET", path: () => "/api/audit", allowed: admins },
  { what: "export the audit", method: "GET", path: () => "/api/audit/export?format=csv", allowed: admins },
  { what: "list apps", method: "GET", path: () => "/api/apps", allowed: admins },
  {
    what: "read one's own second factor",
    method: "GET",
    path: () => "/api/account/second-factor",
    allowed: everyone,
  },
  { what: "list operators", method: "GET", path: () => "/api/operators", allowed: admins },
  {
    what: "invite an operator",
    method: "POST",
    path: () => "/api/operators",
    body: ({ unique }) => ({
      email: `${unique}@example.com`,
      name: "New",
      grants: [{ appId: "*", role: "agent" }],
    }),
    allowed: admins,
  },
];

async function makeIds(appId: string, unique: string, im: ImClient): Promise<Ids> {
  const conversation = await createConversation(im, "conversations", { name: unique, m: ["alice", "bob"] });
  const service = await createConversation(im, "service-conversations", { name: `service ${unique}` });
  const sent = await sendText(im, conversation, "alice", "first");
  return {
    app: `/api/apps/${appId}`,
    conversation,
    service,
    message: sent.id,
    timestamp: sent.timestamp,
    unique,
  };
}

for (const role of everyone) {
  test.describe(`as ${role}`, () => {
    for (const [index, item] of cases.entries()) {
      const may = item.allowed.includes(role);
      test(`${may ? "may" : "may not"} ${item.what}`, async ({ im, appId, unique }) => {
        const ids = await makeIds(appId, `${unique}${index}`, im);
        const api: ConsoleApi = await openApi(role);
        const response = await api.call(item.method, item.path(ids), item.body?.(ids));
        if (may) {
          expect(response.ok(), `${response.status()} ${await response.text()}`).toBe(true);
        } else {
          expect(response.status()).toBe(403);
          expect(await response.json()).toMatchObject({ error: { code: "forbidden", fault: "you" } });
        }
        await api.dispose();
      });
    }
  });
}

test("without a session nothing is told", async ({ appId, unique, im }) => {
  const ids = await makeIds(appId, unique, im);
  const api = await openApi(null);
  for (const item of cases) {
    const response = await api.call(item.method, item.path(ids), item.body?.(ids));
    expect(response.status(), item.what).toBe(401);
  }
  await api.dispose();
});
