import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { LiveHub } from "@/lib/console/live/live-hub";
import { pollerTiming } from "@/lib/console/live/poller/timing";
import type { LiveEvent } from "@/lib/contracts/live";
import { createTestConversation, createTestService, sendTestMessage } from "@/lib/im-server/testing/builders";
import { historyReplySchema } from "@/lib/protocol/rest/history";
import { type HostedLook, startHostedLook } from "./testing/hosted-look";
import { type LiveClient, openLive } from "./testing/live-client";
import { startTestConsole, type TestConsole } from "./testing/start-test-console";
import type { TestClient } from "./testing/test-client";

// Much is started and restarted here; on a busy machine that takes its time.
vi.setConfig({ testTimeout: 60_000 });

const poller = {
  ...pollerTiming,
  busyMs: 60,
  quietMs: 80,
  watchedMs: 60,
  nudgedMs: 0,
  lateMs: 200,
  callsPerMinute: 6_000,
};
let parley: TestConsole<HostedLook>;
let hosted: HostedLook;
let agent: TestClient;
/** The clock of the IM server stands still at a time. */
let frozenAt: number | null = null;

beforeAll(async () => {
  parley = await startTestConsole({
    im: { now: () => frozenAt ?? Date.now() },
    live: { poller },
    between: startHostedLook,
  });
  hosted = parley.between;
  agent = await parley.signIn("agent");
});
beforeEach(() => {
  hosted.mood = {};
  frozenAt = null;
});
afterAll(() => parley.close());

async function listen(options?: Parameters<typeof openLive>[2]): Promise<LiveClient> {
  const live = await openLive(parley, agent, options);
  await live.until(({ frames }) => frames.length > 0);
  return live;
}

const isAbout = (id: string) => (event: LiveEvent) =>
  "conversationId" in event && event.conversationId === id;
const countOf = (events: LiveEvent[], id: string) =>
  events.reduce(
    (sum, event) => sum + (event.type === "messages" && event.conversationId === id ? event.count : 0),
    0,
  );
const isCompleteAfter = (time: number) => (live: LiveClient) =>
  live.frames.some(({ state, completeUpTo }) => state === "live" && (completeUpTo ?? 0) > time);
const isHistory = (path: string) => path.startsWith("/1.2/rtm/messages");

test("a message, its edit and its recall are told, in a service conversation of its user's history", async () => {
  const [id, service] = await Promise.all([createTestConversation(parley.im), createTestService(parley.im)]);
  const live = await listen();
  expect(hosted.paths.filter((path) => path.startsWith("/parley/1/events"))).toEqual([]);
  const { messageId, timestamp } = await sendTestMessage(parley.im, id, "first");
  const at = `${timestamp}.${messageId}`;
  await live.until(({ events }) => countOf(events, id) === 1);
  const change = (how: string, more: object) =>
    parley.im.call("PUT", `/1.2/rtm/conversations/${id}/messages/${messageId}${how}`, {
      body: { from_client: "Tom", timestamp, ...more },
    });
  const changes = () => live.events.filter(({ type }) => type === "message-changed");
  await change("", { message: "second" });
  await live.until(() => changes().length === 1);
  await change("/recall", {});
  await live.until(() => changes().length === 2);
  expect(live.events.filter(isAbout(id))).toEqual([
    { type: "messages", conversationId: id, clientId: null, count: 1, newest: at },
    { type: "message-changed", conversationId: id, clientId: null, at },
    { type: "message-changed", conversationId: id, clientId: null, at },
  ]);
  await parley.im.call("POST", `/1.2/rtm/service-conversations/${service}/messages`, {
    body: { from_client: "bot", message: "to one", to_clients: ["Tom"] },
  });
  await live.until(({ events }) => events.some(isAbout(service)));
  expect(live.events.filter(isAbout(service))).toMatchObject([
    { type: "messages", clientId: "Tom", count: 1 },
  ]);
  live.close();
});

test("a burst of several pages, and many messages of one millisecond, are told completely and once", async () => {
  const ids = await Promise.all(Array.from({ length: 12 }, () => createTestConversation(parley.im)));
  const live = await listen();
  const now = Date.now();
  frozenAt = now;
  await Promise.all(Array.from({ length: 240 }, (_, at) => sendTestMessage(parley.im, ids[at % 12] ?? "")));
  frozenAt = null;
  const last = await sendTestMessage(parley.im, ids[0] ?? "");
  await live.until(isCompleteAfter(last.timestamp));
  expect(ids.map((id) => countOf(live.events, id))).toEqual(ids.map((_, at) => (at === 0 ? 21 : 20)));
  expect(live.frames.every(({ state }) => state === "live")).toBe(true);
  live.close();
});

test("a message that the history shows late is told when it is seen", async () => {
  const id = await createTestConversation(parley.im);
  const live = await listen();
  let isHidden = true;
  hosted.mood.distort = (path, body) => {
    if (!isHistory(path) || !isHidden) return body;
    return historyReplySchema.parse(body).filter(({ data }) => data !== "late");
  };
  const late = await sendTestMessage(parley.im, id, "late");
  const next = await sendTestMessage(parley.im, id, "in time");
  await live.until(({ events }) => countOf(events, id) === 1);
  isHidden = false;
  await live.until(({ events }) => countOf(events, id) === 2);
  const newest = live.events.filter(isAbout(id)).map((event) => event.type === "messages" && event.newest);
  expect(newest).toEqual([`${next.timestamp}.${next.messageId}`, `${late.timestamp}.${late.messageId}`]);
  live.close();
});

test("a message of the future hides none of the present", async () => {
  const [id, other] = [await createTestConversation(parley.im), await createTestConversation(parley.im)];
  const live = await listen();
  frozenAt = Date.now() + 3_600_000;
  await sendTestMessage(parley.im, other);
  await live.until(({ events }) => countOf(events, other) === 1);
  frozenAt = null;
  for (const count of [1, 2]) {
    await sendTestMessage(parley.im, id);
    await live.until(({ events }) => countOf(events, id) === count);
  }
  expect(countOf(live.events, other)).toBe(1);
  live.close();
});

test("a rate limit is waited out, told as being behind, and nothing is missed by it", async () => {
  const id = await createTestConversation(parley.im);
  const live = await listen();
  let refused = 0;
  hosted.mood.refuse = (path) => {
    if (!isHistory(path) || refused > 0) return null;
    refused += 1;
    return { status: 429, headers: { "retry-after": "1" }, body: { code: 429, error: "Too many requests." } };
  };
  await live.until(({ frames }) => frames.at(-1)?.state === "behind");
  const asked = hosted.paths.filter(isHistory).length;
  await sendTestMessage(parley.im, id);
  const newcomer = await listen();
  expect(newcomer.frames).toMatchObject([{ state: "behind" }]);
  expect(hosted.paths.filter(isHistory)).toHaveLength(asked);
  await live.until(({ events }) => countOf(events, id) === 1);
  expect(live.frames.at(-1)?.state).toBe("live");
  live.close();
  newcomer.close();
});

test("who comes again is told what it missed; a position of another process begins anew", async () => {
  const id = await createTestConversation(parley.im);
  const [first, stayer] = [await listen(), await listen()];
  await sendTestMessage(parley.im, id);
  await first.until(({ events }) => countOf(events, id) === 1);
  first.close();
  await sendTestMessage(parley.im, id);
  await stayer.until(({ events }) => countOf(events, id) === 2);
  const again = await listen({ lastEventId: first.lastId ?? "" });
  expect(again.frames.map(({ state }) => state)).toEqual(["live"]);
  expect(countOf(again.events, id)).toBe(1);
  const foreign = Buffer.from(JSON.stringify([["embedded", "pAbCdEf.7"]])).toString("base64url");
  const stranger = await listen({ after: foreign });
  expect(stranger.frames[0]?.state).toBe("reset");
  for (const live of [stayer, again, stranger]) live.close();
});

test("over a restart of the console everyone is told what they missed, once", async () => {
  const id = await createTestConversation(parley.im);
  const [behind, newest] = [await listen(), await listen()];
  behind.close();
  for (const count of [1, 2]) {
    await sendTestMessage(parley.im, id);
    await newest.until(({ events }) => countOf(events, id) === count);
  }
  parley.context.live.close();
  await newest.ended;
  await sendTestMessage(parley.im, id);
  parley.context.live = new LiveHub(parley.context, { poller });
  const again = await listen({ lastEventId: newest.lastId ?? "" });
  const late = await listen({ lastEventId: behind.lastId ?? "" });
  await again.until(({ events }) => countOf(events, id) >= 1);
  await late.until(({ events }) => countOf(events, id) >= 3);
  const last = await sendTestMessage(parley.im, id);
  await Promise.all([again, late].map((live) => live.until(isCompleteAfter(last.timestamp))));
  expect([countOf(again.events, id), countOf(late.events, id)]).toEqual([2, 4]);
  for (const live of [again, late]) {
    expect(live.frames.every(({ state }) => state === "live")).toBe(true);
    live.close();
  }
});

test("all operators share one look, and a change made here is looked for at once", async () => {
  const never = { ...poller, busyMs: 3_600_000, quietMs: 3_600_000, watchedMs: 3_600_000 };
  parley.context.live.close();
  parley.context.live = new LiveHub(parley.context, { poller: never });
  const id = await createTestConversation(parley.im);
  const asked = () => hosted.paths.filter(isHistory).length;
  const before = asked();
  const live = await listen();
  await expect.poll(asked, { timeout: 30_000 }).toBe(before + 1);
  const admin = await parley.signIn("admin");
  const other = await openLive(parley, admin);
  await other.until(({ frames }) => frames.length > 0);
  expect(asked()).toBe(before + 1);
  const path = `/api/apps/embedded/conversations/${id}/messages`;
  expect((await admin.send("POST", path, { from: "Tom", data: "hi" })).status).toBe(200);
  await Promise.all([live, other].map((one) => one.until(({ events }) => countOf(events, id) === 1)));
  live.close();
  other.close();
});
