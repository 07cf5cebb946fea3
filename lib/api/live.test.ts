import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { LiveEvent } from "@/lib/contracts/live";
import {
  createTestChatroom,
  createTestConversation,
  sendTestMessage,
} from "@/lib/im-server/testing/builders";
import { connectRaw } from "@/lib/im-server/testing/raw-client";
import { type LiveClient, openLive } from "./testing/live-client";
import { startTestConsole, type TestConsole } from "./testing/start-test-console";
import { errorOf, type TestClient } from "./testing/test-client";

// Much is started and restarted here; on a busy machine that takes its time.
vi.setConfig({ testTimeout: 60_000 });

let parley: TestConsole;
let agent: TestClient;
const open: LiveClient[] = [];

beforeAll(async () => {
  parley = await startTestConsole();
  agent = await parley.signIn("agent");
});
afterAll(async () => {
  for (const live of open) live.close();
  await parley.close();
});

async function listen(client = agent, options?: Parameters<typeof openLive>[2]): Promise<LiveClient> {
  const live = await openLive(parley, client, options);
  open.push(live);
  return live;
}

const isLive = ({ frames }: LiveClient) => frames.some(({ state }) => state === "live");

/** What was told of one conversation. */
function about(live: LiveClient, conversationId: string, type: LiveEvent["type"]): LiveEvent[] {
  return live.events.filter(
    (event) => event.type === type && "conversationId" in event && event.conversationId === conversationId,
  );
}

test("a message is told to everyone who listens, without what it says", async () => {
  const conversationId = await createTestConversation(parley.im);
  const first = await listen();
  const second = await listen(await parley.signIn("admin"));
  expect(first.status).toBe(200);
  expect(first.headers.get("content-type")).toContain("text/event-stream");
  expect(first.headers.get("cache-control")).toMatch(/no-transform/);
  await Promise.all([first.until(isLive), second.until(isLive)]);
  const sent = await sendTestMessage(parley.im, conversationId, "a secret");
  for (const live of [first, second]) {
    await live.until(() => about(live, conversationId, "messages").length > 0);
    expect(about(live, conversationId, "messages")).toEqual([
      {
        type: "messages",
        conversationId,
        clientId: null,
        count: 1,
        newest: `${sent.timestamp}.${sent.messageId}`,
      },
    ]);
    await live.until(({ frames }) => frames.some((frame) => (frame.completeUpTo ?? 0) >= sent.timestamp));
    expect(JSON.stringify(live.frames)).not.toContain("a secret");
  }
});

test("a stream goes on behind the position it is given, by header or by query", async () => {
  const conversationId = await createTestConversation(parley.im);
  const first = await listen();
  await first.until(isLive);
  await sendTestMessage(parley.im, conversationId, "heard");
  await first.until(() => about(first, conversationId, "messages").length > 0);
  const position = first.lastId ?? "";
  first.close();
  const sent = await sendTestMessage(parley.im, conversationId, "missed");
  for (const options of [{ after: position }, { lastEventId: position }]) {
    const again = await listen(agent, options);
    await again.until(() => about(again, conversationId, "messages").length > 0);
    expect(about(again, conversationId, "messages")).toMatchObject([
      { count: 1, newest: `${sent.timestamp}.${sent.messageId}` },
    ]);
  }
});

test("edits, recalls, deletions, members and presence are told, and where", async () => {
  const { im } = parley;
  const live = await listen();
  await live.until(isLive);
  const id = await createTestConversation(im);
  const path = `/1.2/rtm/conversations/${id}`;
  const [edited, deleted] = [await sendTestMessage(im, id, "one"), await sendTestMessage(im, id, "two")];
  const line = { conversationId: id, clientId: null };
  const change = { from_client: "Tom", timestamp: edited.timestamp };
  await im.call("PUT", `${path}/messages/${edited.messageId}`, { body: { ...change, message: "three" } });
  await im.call("PUT", `${path}/messages/${edited.messageId}/recall`, { body: change });
  const query = { from_client: "Tom", timestamp: deleted.timestamp };
  await im.call("DELETE", `${path}/messages/${deleted.messageId}`, { query });
  await im.call("POST", `${path}/members`, { body: { client_ids: ["Eve"] } });
  await im.call("PUT", path, { body: { name: "renamed" } });
  const presence = () => live.events.filter(({ type }) => type === "presence");
  const eve = await connectRaw(im);
  await eve.open("Eve");
  await live.until(() => presence().length === 1);
  eve.close();
  await live.until(() => presence().length === 2);
  expect(presence()).toEqual([true, false].map((online) => ({ type: "presence", clientId: "Eve", online })));
  await im.call("DELETE", path);
  await live.until(() => about(live, id, "conversation").length === 3);
  const told = live.events.filter((event) => "conversationId" in event && event.conversationId === id);
  expect(told[0]).toEqual({ type: "conversation", conversationId: id, change: "created" });
  expect(told.at(-1)).toEqual({ type: "conversation", conversationId: id, change: "deleted" });
  const at = `${edited.timestamp}.${edited.messageId}`;
  expect(told).toContainEqual({ type: "message-changed", ...line, at });
  const gone = `${deleted.timestamp}.${deleted.messageId}`;
  expect(told).toContainEqual({ type: "message-deleted", ...line, at: gone });
  expect(told).toContainEqual({ type: "members", conversationId: id });
  expect(told).toContainEqual({ type: "conversation", conversationId: id, change: "updated" });
});

test("who enters a chat room and leaves it is told as it happens", async () => {
  const room = await createTestChatroom(parley.im);
  const live = await listen();
  await live.until(isLive);
  const guest = await connectRaw(parley.im);
  await guest.open("guest");
  await guest.ask({ cmd: "conv", op: "add", convMessage: { cid: room, m: ["guest"] } });
  await live.until(() => about(live, room, "room").length === 1);
  guest.close();
  await live.until(() => about(live, room, "room").length === 2);
  expect(about(live, room, "room")[1]).toEqual({ type: "room", conversationId: room });
  expect(about(live, room, "members")).toEqual([]);
});

test("after a restart of the IM server nobody is shown online who is not", async () => {
  const live = await listen();
  await live.until(isLive);
  const tom = await connectRaw(parley.im);
  await tom.open("Tom");
  await live.until(({ events }) => events.some((event) => event.type === "presence" && event.online));
  await parley.im.restart();
  await live.until(({ events }) => events.some(({ type }) => type === "presence-cleared"));
  expect(live.frames.map(({ state }) => state)).toContain("behind");
  expect(live.frames.map(({ state }) => state)).not.toContain("reset");
});

test("what is no position, no app, or not allowed is refused", async () => {
  const refused = await agent.get("/api/live?apps=embedded&after=yesterday");
  expect(errorOf(refused).code).toBe("bad_request");
  expect(errorOf(await agent.get("/api/live")).code).toBe("bad_request");
  expect(errorOf(await agent.get("/api/live?apps=,")).code).toBe("bad_request");
  const nobody = await parley.signIn(null);
  expect(errorOf(await nobody.get("/api/live?apps=embedded")).code).toBe("forbidden");
  const other = await parley.signIn("admin", { appId: "another" });
  expect(errorOf(await other.get("/api/live?apps=embedded")).code).toBe("forbidden");
  expect(errorOf(await agent.get("/api/live?apps=nothing")).code).toBe("not_found");
  expect(errorOf(await parley.anonymous.get("/api/live?apps=embedded")).code).toBe("unauthenticated");
});

test("who has a conversation open is told at once, and to those who come later", async () => {
  const conversationId = await createTestConversation(parley.im);
  const path = `/api/apps/embedded/conversations/${conversationId}/activity`;
  const watcher = await listen();
  await watcher.until(isLive);
  expect((await agent.send("POST", path, { state: "viewing", tab: "a" })).status).toBe(200);
  const seen = (live: LiveClient) => about(live, conversationId, "activity");
  await watcher.until(() => seen(watcher).length > 0);
  const operators = [{ id: agent.operatorId, name: "agent", state: "viewing" }];
  expect(seen(watcher)).toEqual([{ type: "activity", conversationId, clientId: null, operators }]);
  const later = await listen();
  await later.until(() => seen(later).length > 0);
  expect(seen(later)).toEqual([{ type: "activity", conversationId, clientId: null, operators }]);
  await agent.send("POST", path, { state: "gone", tab: "a" });
  await later.until(() => seen(later).length > 1);
  expect(seen(later).at(-1)).toEqual({ type: "activity", conversationId, clientId: null, operators: [] });
});

test("reports of activity are bounded", async () => {
  const client = await parley.signIn("agent");
  const path = "/api/apps/embedded/conversations/busy/activity";
  const report = () => client.send("POST", path, { state: "viewing", tab: "a" });
  const answers = await Promise.all(Array.from({ length: 130 }, report));
  const refused = answers.filter(({ status }) => status === 429);
  expect(refused.length).toBeGreaterThan(0);
  expect(refused[0]?.headers.get("retry-after")).toBe("10");
});
