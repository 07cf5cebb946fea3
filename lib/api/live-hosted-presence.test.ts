import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { z } from "zod";
import { LiveHub } from "@/lib/console/live/live-hub";
import { pollerTiming } from "@/lib/console/live/poller/timing";
import { createTestConversation, sendTestMessage } from "@/lib/im-server/testing/builders";
import { connectRaw } from "@/lib/im-server/testing/raw-client";
import { type HostedLook, startHostedLook } from "./testing/hosted-look";
import { type LiveClient, openLive } from "./testing/live-client";
import { startTestConsole, type TestConsole } from "./testing/start-test-console";
import { errorOf, type TestClient } from "./testing/test-client";

vi.setConfig({ testTimeout: 60_000 });

const poller = {
  ...pollerTiming,
  busyMs: 80,
  quietMs: 80,
  watchedMs: 80,
  nudgedMs: 0,
  lateMs: 0,
  presenceMs: 40,
  presenceQuietMs: 40,
  presenceBetweenMs: 20,
  conversationsMs: 60,
  conversationsQuietMs: 60,
  callsPerMinute: 60_000,
};
const app = "/api/apps/embedded";
const presenceSchema = z.object({
  online: z.array(z.string()),
  seenAt: z.record(z.string(), z.number()),
  asOf: z.number(),
});
const limited = { status: 429, headers: { "retry-after": "30" }, body: { code: 429, error: "Too many." } };
let parley: TestConsole<HostedLook>;
let hosted: HostedLook;
let agent: TestClient;

beforeAll(async () => {
  parley = await startTestConsole({
    live: { poller },
    between: startHostedLook,
  });
  hosted = parley.between;
});
beforeEach(async () => {
  hosted.mood = {};
  parley.context.live.close();
  parley.context.live = new LiveHub(parley.context, { poller });
  agent = await parley.signIn("agent");
});
afterAll(() => parley.close());

const isOnlineCall = (path: string) => path.startsWith("/1.2/rtm/clients/check-online");
const onlineCalls = () => hosted.paths.filter(isOnlineCall).length;
const presence = async (client = agent) =>
  presenceSchema.parse((await client.get(`${app}/watch-list/presence`)).body);
const watch = (clientIds: string[], client = agent) =>
  client.send("POST", `${app}/watch-list`, { clients: clientIds.map((clientId) => ({ clientId })) });
async function listen(): Promise<LiveClient> {
  const live = await openLive(parley, agent);
  await live.until(({ frames }) => frames.length > 0);
  return live;
}
const presenceOf = (live: LiveClient, clientId: string) =>
  live.events.flatMap((event) =>
    event.type === "presence" && event.clientId === clientId ? [event.online] : [],
  );

test("who is watched is told as soon as it is found out, with when it was asked", async () => {
  const id = `w-${randomUUID()}`;
  await watch([id]);
  const live = await listen();
  const before = Date.now();
  const first = await presence();
  expect(first.online).toEqual([]);
  expect(first.asOf).toBeGreaterThanOrEqual(before);
  const device = await connectRaw(parley.im);
  await device.open(id);
  await live.until(() => presenceOf(live, id).length === 1);
  expect((await presence()).online).toEqual([id]);
  device.close();
  await live.until(() => presenceOf(live, id).length === 2);
  expect(presenceOf(live, id)).toEqual([true, false]);
  const last = await presence();
  expect([last.online, Object.keys(last.seenAt)]).toEqual([[], [id]]);
  live.close();
});

test("nobody asks while nobody looks, and all who look share one answer", async () => {
  const live = await listen();
  const from = onlineCalls();
  await live.until(({ frames }) => frames.length > 3);
  expect(onlineCalls()).toBe(from);
  live.close();
  const ids = Array.from({ length: 45 }, (_, at) => `shared-${at}`);
  const others = await Promise.all([1, 2, 3].map(() => parley.signIn("agent")));
  await Promise.all(others.map((other) => watch(ids, other)));
  parley.context.live.close();
  parley.context.live = new LiveHub(parley.context, { poller });
  const answers = await Promise.all(others.map((other) => presence(other)));
  expect(onlineCalls() - from).toBe(3);
  expect(new Set(answers.map(({ asOf }) => asOf)).size).toBe(1);
  expect((await agent.get(`${app}/clients/shared-7`)).body).toMatchObject({
    online: false,
    onlineAsOf: answers[0]?.asOf,
  });
  expect(onlineCalls() - from).toBe(3);
});

test("numbers that pages ask for again and again are asked once for all; a failure is not kept", async () => {
  const { body } = await parley.im.call("POST", "/1.2/rtm/chatrooms", { body: { name: "room" } });
  const { objectId } = z.object({ objectId: z.string() }).parse(body);
  const others = await Promise.all([1, 2, 3].map(() => parley.signIn("agent")));
  const path = `${app}/conversations/${objectId}/online`;
  const asks = /^\/1.2\/rtm\/chatrooms\/\w+\/members\/online-count/;
  const asked = () => hosted.paths.filter((called) => asks.test(called)).length;
  hosted.mood.refuse = (called) =>
    asks.test(called) ? { status: 403, body: { code: 1, error: "No." } } : null;
  const failed = await agent.get(path);
  hosted.mood = {};
  const before = asked();
  const answers = await Promise.all(others.map((other) => other.get(path)));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  expect(asked() - before).toBe(failed.status === 200 ? 0 : 1);
});

test("a rate limit is respected by all questions: what is known is told with its age, and the stream is behind", async () => {
  const id = `l-${randomUUID()}`;
  await watch([id]);
  const known = await presence();
  const live = await listen();
  hosted.mood.refuse = (path) => (isOnlineCall(path) ? limited : null);
  await live.until(({ frames }) => frames.at(-1)?.state === "behind");
  const asked = hosted.paths.length;
  const old = await presence();
  expect(old.online).toEqual([]);
  expect(old.asOf).toBeGreaterThanOrEqual(known.asOf);
  await watch([`m-${randomUUID()}`]);
  expect(errorOf(await agent.get(`${app}/watch-list/presence`)).code).toBe("rate_limited");
  expect(hosted.paths.length).toBe(asked);
  live.close();
});

test.each([
  { name: "fails", answer: { status: 503, body: {} } },
  { name: "is refused", answer: { status: 403, body: { code: 403, error: "Forbidden." } } },
])("messages are heard while the question who is online $name", async ({ answer }) => {
  await watch([`f-${randomUUID()}`]);
  await presence();
  const live = await listen();
  let failed = 0;
  hosted.mood.refuse = (path) => {
    if (!isOnlineCall(path)) return null;
    failed += 1;
    return answer;
  };
  await expect.poll(() => failed, { timeout: 30_000 }).toBeGreaterThan(0);
  const id = await createTestConversation(parley.im);
  await sendTestMessage(parley.im, id);
  await live.until(({ events }) =>
    events.some((event) => event.type === "messages" && event.conversationId === id),
  );
  expect(live.frames.every(({ state }) => state === "live")).toBe(true);
  live.close();
});

test("members, name and end of a conversation are told while it is open, and only then", async () => {
  const [id, other] = [await createTestConversation(parley.im), await createTestConversation(parley.im)];
  const live = await listen();
  const about = (conversationId: string) =>
    live.events.filter(
      (event) =>
        (event.type === "members" || event.type === "conversation") &&
        event.conversationId === conversationId,
    );
  const open = (state: "viewing" | "gone") =>
    agent.send("POST", `${app}/conversations/${id}/activity`, { state, tab: "one" });
  await open("viewing");
  // It is as young as what the page has read.
  await live.until(() => about(id).length === 2);
  const member = (conversationId: string, clientId: string) =>
    parley.im.call("POST", `/1.2/rtm/conversations/${conversationId}/members`, {
      body: { client_ids: [clientId] },
    });
  await member(other, "Spike");
  await member(id, "Spike");
  await live.until(() => about(id).length === 3);
  expect(about(id).at(-1)).toEqual({ type: "members", conversationId: id });
  await parley.im.call("PUT", `/1.2/rtm/conversations/${id}`, { body: { name: "Renamed" } });
  await live.until(() => about(id).length === 4);
  expect(about(id).at(-1)).toEqual({ type: "conversation", conversationId: id, change: "updated" });
  await parley.im.call("DELETE", `/1.2/rtm/conversations/${id}`);
  await live.until(() => about(id).length === 5);
  expect(about(id).at(-1)).toEqual({ type: "conversation", conversationId: id, change: "deleted" });
  expect(about(other)).toEqual([]);
  await open("gone");
  const reads = () => hosted.paths.filter((path) => path.startsWith("/1.1/classes/_Conversation")).length;
  const framesFrom = (frames: number) => live.until(() => live.frames.length > frames + 3);
  // A look that was under way comes to its end.
  await framesFrom(live.frames.length);
  const before = reads();
  await framesFrom(live.frames.length);
  expect(reads()).toBe(before);
  live.close();
});
