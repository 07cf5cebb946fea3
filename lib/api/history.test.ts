import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  appHistoryPageSchema,
  type HistoryPage,
  historyPageSchema,
  searchPageSchema,
} from "@/lib/contracts/messages";
import { createTestConversation, createTestService, sendTestMessage } from "@/lib/im-server/testing/builders";
import { startTestConsole, type TestConsole } from "./testing/start-test-console";
import { errorOf, type TestClient } from "./testing/test-client";

let parley: TestConsole;
let agent: TestClient;
let conversationId: string;
const sent: { messageId: string; timestamp: number }[] = [];
const total = 25;
const text = (index: number) => JSON.stringify({ _lctype: -1, _lctext: `message number${index}` });
const image = JSON.stringify({
  _lctype: -2,
  _lctext: "a picture",
  _lcfile: { url: "https://x.example/a.png" },
});

beforeAll(async () => {
  parley = await startTestConsole();
  agent = await parley.signIn("agent");
  conversationId = await createTestConversation(parley.im);
  for (let index = 0; index < total; index += 1) {
    sent.push(await sendTestMessage(parley.im, conversationId, index === 7 ? image : text(index)));
  }
});
afterAll(() => parley.close());

async function read(query: Record<string, string | number>, id = conversationId): Promise<HistoryPage> {
  const params = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]));
  const answer = await agent.get(`/api/apps/embedded/conversations/${id}/messages?${params}`);
  return historyPageSchema.parse(answer.body);
}
const indexes = (page: HistoryPage) =>
  page.messages.map((message) => sent.findIndex((one) => one.messageId === message.id));
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);
const cursor = (index: number) => `${sent[index]?.timestamp}.${sent[index]?.messageId}`;

describe("a conversation's history", () => {
  test("the newest page, then all of it, older page by older page", async () => {
    let page = await read({ limit: 10 });
    expect(indexes(page)).toEqual(range(15, 24));
    expect(page.newer).toBeNull();
    let seen = indexes(page);
    while (page.older) {
      page = await read({ before: page.older, limit: 10 });
      seen = [...indexes(page), ...seen];
    }
    expect(seen).toEqual(range(0, 24));
  });

  test("from the beginning, newer page by newer page", async () => {
    let page = await read({ at: "0", limit: 10 });
    expect(page.older).toBeNull();
    let seen = indexes(page);
    while (page.newer) {
      page = await read({ after: page.newer, limit: 10 });
      seen = [...seen, ...indexes(page)];
    }
    expect(seen).toEqual(range(0, 24));
  });

  test("around a message: half of the page up to it, half after it", async () => {
    const page = await read({ at: cursor(12), limit: 6 });
    expect(indexes(page)).toEqual(range(10, 15));
    expect(page).toMatchObject({ older: cursor(10), newer: cursor(15) });
  });

  test("around a time between two messages, and at both ends", async () => {
    const time = sent[12]?.timestamp ?? 0;
    expect(indexes(await read({ at: time, limit: 6 }))).toEqual(range(10, 15));
    const first = await read({ at: cursor(0), limit: 6 });
    expect(indexes(first)).toEqual(range(0, 3));
    expect(first.older).toBeNull();
    const last = await read({ at: cursor(24), limit: 6 });
    expect(indexes(last)).toEqual(range(22, 24));
    expect(last.newer).toBeNull();
  });

  test("an exact page says that nothing follows", async () => {
    const page = await read({ limit: total });
    expect(page).toMatchObject({ older: null, newer: null });
    expect(page.messages).toHaveLength(total);
  });

  test("an empty page after the newest message keeps its place", async () => {
    expect(await read({ after: cursor(24) })).toEqual({ messages: [], older: cursor(24), newer: null });
  });

  test("a conversation that is not there, and a cursor that is none", async () => {
    const path = "/api/apps/embedded/conversations";
    expect(errorOf(await agent.get(`${path}/nothing/messages`)).code).toBe("not_found");
    expect(errorOf(await agent.get(`${path}/${conversationId}/messages?before=x`)).code).toBe("bad_request");
  });

  test("opening it is audited once, not with every page", async () => {
    const other = await parley.signIn("agent");
    for (const query of ["", "?limit=2", `?before=${cursor(5)}`]) {
      await other.get(`/api/apps/embedded/conversations/${conversationId}/messages${query}`);
    }
    const rows = await parley.context.db
      .selectFrom("audit")
      .selectAll()
      .where("operator_id", "=", other.operatorId)
      .execute();
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ action: "conversation.read", target_id: conversationId });
  });
});

describe("looks into private history are audited", () => {
  const auditOf = async (client: TestClient) =>
    parley.context.db
      .selectFrom("audit")
      .select(["action", "target_id", "details"])
      .where("operator_id", "=", client.operatorId)
      .orderBy("seq")
      .execute();
  const app = "/api/apps/embedded";

  test.each([
    { path: "messages?limit=5", action: "messages.read" },
    { path: "clients/Tom/messages?limit=5", action: "messages.read" },
    { path: "messages/search?q=message", action: "messages.search" },
  ])("$path: also when it begins in the middle, and once", async ({ path, action }) => {
    const other = await parley.signIn("agent");
    const place = path.includes("search") ? "&cursor=9000000000000000000" : `&before=${cursor(20)}`;
    for (const end of [place, place, ""]) {
      expect((await other.get(`${app}/${path}${end}`)).status).toBe(200);
    }
    expect((await auditOf(other)).map((row) => row.action)).toEqual([action]);
    await other.get(`${app}/${path}${action === "messages.read" ? "&kind=image" : "+number12"}`);
    expect(await auditOf(other)).toHaveLength(2);
  });

  test("newest messages in lists, one row for all that were not seen before", async () => {
    const other = await parley.signIn("agent");
    const empty = await createTestConversation(parley.im);
    const path = `${app}/conversations/last-messages?ids=${conversationId},${empty}`;
    await other.get(path);
    await other.get(path);
    const rows = await auditOf(other);
    expect(rows.map((row) => [row.action, row.details])).toEqual([
      ["messages.read", JSON.stringify({ input: { newestOf: [conversationId] } })],
    ]);
  });
});

test("who asks for headers alone is shown nothing, and nothing is audited; the look after that is", async () => {
  const { routes, context } = parley;
  const reader = await parley.signIn("admin");
  const cookie = reader.cookie ?? "";
  const id = await createTestConversation(parley.im);
  const looks: [path: string, params: Record<string, string>, query: string][] = [
    ["/api/audit/export", {}, "?format=csv"],
    [
      "/api/apps/[appId]/conversations/[conversationId]/messages",
      { appId: "embedded", conversationId: id },
      "",
    ],
  ];
  const written = async () =>
    (
      await context.db
        .selectFrom("audit")
        .select("action")
        .where("operator_id", "=", reader.operatorId)
        .orderBy("seq")
        .execute()
    ).map((row) => row.action);
  for (const method of ["HEAD", "GET"]) {
    for (const [path, params, query] of looks) {
      const route = routes.find((one) => one.path === path && one.method === "GET");
      const request = new Request(`http://console.test${path}${query}`, { method, headers: { cookie } });
      const response = await route?.handler(request, { params: Promise.resolve(params) });
      expect(response?.status).toBe(200);
      if (method === "HEAD") expect(response?.body).toBeNull();
      else await response?.text();
    }
    expect(await written()).toEqual(method === "HEAD" ? [] : ["audit.export", "conversation.read"]);
  }
});

test("a service conversation's private history with each user", async () => {
  const id = await createTestService(parley.im);
  for (const client of ["Tom", "Jerry"]) {
    await parley.im.call("POST", `/1.2/rtm/service-conversations/${id}/messages`, {
      body: { from_client: "bot", to_clients: [client], message: `to ${client}` },
    });
  }
  const page = await read({ client: "Tom" }, id);
  expect(page.messages.map(({ data, toClientId, conversationId: of }) => [data, toClientId, of])).toEqual([
    ["to Tom", "Tom", id],
  ]);
});

test("what went to all subscribers is the service conversation's own history, which loses no position", async () => {
  const id = await createTestService(parley.im);
  for (const message of ["one", "two", "three"]) {
    await parley.im.call("POST", `/1.2/rtm/service-conversations/${id}/broadcasts`, {
      body: { from_client: "bot", message },
    });
  }
  const newest = await read({ limit: 2 }, id);
  expect(newest.messages.map((message) => [message.data, message.toClientId])).toEqual([
    ["two", null],
    ["three", null],
  ]);
  const older = await read({ before: newest.older ?? "", limit: 2 }, id);
  expect(older.messages.map((message) => message.data)).toEqual(["one"]);
  const after = await read({ after: older.newer ?? "", limit: 2 }, id);
  expect(after.messages.map((message) => message.data)).toEqual(["two", "three"]);
});

describe("messages of the whole app", () => {
  const readApp = async (query: string) =>
    appHistoryPageSchema.parse((await agent.get(`/api/apps/embedded/messages?${query}`)).body);

  test("newest first, page by page, of one sender", async () => {
    const seen: string[] = [];
    let before: string | null = "";
    while (before !== null) {
      const page = await readApp(`from=Tom&limit=10${before ? `&before=${before}` : ""}`);
      seen.push(...page.messages.map((message) => message.id));
      before = page.next;
    }
    expect(seen).toEqual(sent.map((one) => one.messageId).reverse());
  });

  test("by kind, looking through the rest, with how far that came", async () => {
    const page = await readApp("kind=image&limit=1");
    expect(page.messages.map((message) => message.id)).toEqual([sent[7]?.messageId]);
    expect(page.scannedTo).toBe(sent[7]?.timestamp);
    const end = await readApp(`kind=image&limit=1&before=${page.next}`);
    expect(end).toEqual({ messages: [], next: null, scannedTo: null });
  });

  test("between two times, both included", async () => {
    const page = await readApp(`from=Tom&since=${sent[3]?.timestamp}&until=${sent[6]?.timestamp}`);
    expect(page.messages.map((message) => message.id)).toEqual(
      [6, 5, 4, 3].map((index) => sent[index]?.messageId),
    );
  });
});

describe("search", () => {
  const search = async (q: string) =>
    searchPageSchema.parse(
      (await agent.get(`/api/apps/embedded/messages/search?q=${encodeURIComponent(q)}`)).body,
    );

  test("finds a word with two messages of context on each side", async () => {
    const page = await search("number12");
    expect(page.terms).toEqual(["number12"]);
    const [hit] = page.hits;
    expect(hit?.message.id).toBe(sent[12]?.messageId);
    expect([...(hit?.before ?? []), ...(hit?.after ?? [])].map((message) => message.id)).toEqual(
      [10, 11, 13, 14].map((index) => sent[index]?.messageId),
    );
  });

  test("operators narrow it, alone or with words", async () => {
    const ids = async (q: string) => (await search(q)).hits.map((hit) => hit.message.id);
    expect(await ids(`picture in:${conversationId} kind:image`)).toEqual([sent[7]?.messageId]);
    expect(await ids("picture from:Nobody")).toEqual([]);
    expect(await ids('"message number12"')).toEqual([sent[12]?.messageId]);
    expect(await ids('"number12 message"')).toEqual([]);
    expect(await ids(`kind:image in:${conversationId}`)).toEqual([sent[7]?.messageId]);
    expect(await ids("kind:image from:Tom")).toEqual([sent[7]?.messageId]);
    expect(await ids("number12 before:2000-01-01")).toEqual([]);
  });
});
