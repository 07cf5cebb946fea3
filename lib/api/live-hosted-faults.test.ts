import { randomUUID } from "node:crypto";
import { afterEach, expect, test, vi } from "vitest";
import { z } from "zod";
import { feedTiming } from "@/lib/console/live/feed";
import { LiveHub } from "@/lib/console/live/live-hub";
import { pollerTiming } from "@/lib/console/live/poller/timing";
import { createTestConversation, sendTestMessage } from "@/lib/im-server/testing/builders";
import { historyReplySchema } from "@/lib/protocol/rest/history";
import { type HostedFault, type HostedLook, startHostedLook } from "./testing/hosted-look";
import { type LiveClient, openLive } from "./testing/live-client";
import { startTestConsole, type TestConsole } from "./testing/start-test-console";
import { changedOf, type TestClient } from "./testing/test-client";

vi.setConfig({ testTimeout: 90_000 });

const live = {
  feed: { ...feedTiming, backOffMs: [20], limitedMs: 40, patienceMs: 50 },
  poller: { ...pollerTiming, busyMs: 30, quietMs: 40, watchedMs: 40, nudgedMs: 0, callsPerMinute: 60_000 },
};
const minute = 60_000;
let parley: TestConsole<HostedLook>;
let hosted: HostedLook;

async function start(ahead = 0): Promise<TestClient> {
  parley = await startTestConsole({
    im: { now: () => Date.now() + ahead },
    live,
    between: startHostedLook,
  });
  hosted = parley.between;
  return parley.signIn("admin");
}
afterEach(() => parley.close());

/** The same faults in every run. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

const countOf = ({ events }: Pick<LiveClient, "events">, id: string) =>
  events.reduce(
    (sum, event) => sum + (event.type === "messages" && event.conversationId === id ? event.count : 0),
    0,
  );

test.each([{ ahead: 0 }, { ahead: -10 * minute }, { ahead: 10 * minute }])(
  "whatever the server does, and however often the console starts anew, all is told once (its clock $ahead ms ahead)",
  async ({ ahead }) => {
    const agent = await start(ahead);
    const next = dice(7 + ahead);
    const faults: HostedFault[] = ["lost", "cut", "half", "slow"];
    const refusals = [
      { status: 429, headers: { "retry-after": "0" }, body: { code: 429, error: "Too many requests." } },
      { status: 503, body: "not JSON at all" },
      { status: 500, body: { code: 1, error: "Internal error." } },
    ];
    let isBad = false;
    hosted.mood = {
      refuse: () => (isBad && next() < 0.2 ? (refusals[Math.floor(next() * 3)] ?? null) : null),
      fail: () => (isBad && next() < 0.3 ? (faults[Math.floor(next() * 4)] ?? null) : null),
    };
    const id = await createTestConversation(parley.im);
    const heard: LiveClient["events"] = [];
    const first = await openLive(parley, agent);
    await first.until(({ frames }) => frames.at(-1)?.state === "live");
    first.close();
    // From a place on: who has none yet is rightly told of a reset when the beginning takes long.
    let browser = await openLive(parley, agent, { lastEventId: first.lastId ?? "" });
    isBad = true;
    const states = new Set<string>();
    for (let round = 0; round < 6; round += 1) {
      for (let at = 0; at < 10; at += 1) await sendTestMessage(parley.im, id);
      const wanted = round % 2 === 0 ? countOf({ events: heard }, id) + 1 : (round + 1) * 10;
      await browser.until(({ events }) => countOf({ events: [...heard, ...events] }, id) >= wanted);
      parley.context.live.close();
      await browser.ended;
      heard.push(...browser.events);
      for (const { state } of browser.frames) states.add(state);
      parley.context.live = new LiveHub(parley.context, live);
      browser = await openLive(parley, agent, { lastEventId: browser.lastId ?? "" });
    }
    isBad = false;
    const last = await sendTestMessage(parley.im, id);
    await browser.until(({ frames }) =>
      frames.some(({ state, completeUpTo }) => state === "live" && (completeUpTo ?? 0) > last.timestamp),
    );
    heard.push(...browser.events);
    for (const { state } of browser.frames) states.add(state);
    expect(countOf({ events: heard }, id)).toBe(61);
    expect(states.has("reset")).toBe(false);
    browser.close();
  },
);

test("a send that is carried out and never answered is timed out, found, and sent once", async () => {
  const admin = await start();
  const id = await createTestConversation(parley.im);
  const path = `/api/apps/embedded/conversations/${id}/messages`;
  hosted.mood.fail = (called, method) =>
    method === "POST" && called.endsWith(`${id}/messages`) ? "silent" : null;
  const key = randomUUID();
  const answer = await admin.send("POST", path, { from: "Tom", data: "hello" }, { key });
  expect(changedOf(answer, z.null()).state).toBe("unknown");
  const settled = (await admin.get(`/api/operations/${key}`)).body;
  const reply = await parley.im.call("GET", `/1.2/rtm/conversations/${id}/messages`);
  const rows = historyReplySchema.parse(reply.body);
  expect(rows.map((row) => row.data)).toEqual(["hello"]);
  expect(settled).toMatchObject({ state: "succeeded", result: { messageId: rows[0]?.["msg-id"] } });
});
