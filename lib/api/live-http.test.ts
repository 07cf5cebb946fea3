import http from "node:http";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type CuttingProxy, startCuttingProxy } from "./testing/cutting-proxy";
import { startHttpFront } from "./testing/http-front";
import { openLive } from "./testing/live-client";
import { startTestConsole, type TestConsole } from "./testing/start-test-console";
import type { TestClient } from "./testing/test-client";

// Much is started and restarted here; on a busy machine that takes its time.
vi.setConfig({ testTimeout: 60_000 });
const patience = { timeout: 15_000 };

let parley: TestConsole<CuttingProxy>;
let agent: TestClient;
let front: Awaited<ReturnType<typeof startHttpFront>>;
let proxy: CuttingProxy;

beforeAll(async () => {
  parley = await startTestConsole({ between: startCuttingProxy });
  proxy = parley.between;
  agent = await parley.signIn("agent");
  front = await startHttpFront(parley.routes);
});
afterAll(async () => {
  await front.close();
  await parley.close();
});

/** Opens a stream over HTTP; its answer is not read by itself. */
function open(): Promise<http.IncomingMessage> {
  return new Promise((resolve, reject) => {
    const headers = { cookie: agent.cookie ?? "" };
    http.get(`${front.url}/api/live?apps=embedded`, { headers, agent: false }, resolve).on("error", reject);
  });
}

const endings = () =>
  parley
    .logged()
    .split("\n")
    .flatMap((line) => (line.includes("live ended") ? [JSON.parse(line)] : []));

test("two operators share one stream of the IM server", async () => {
  const other = await parley.signIn("moderator");
  const streams = await Promise.all([agent, agent, other].map((client) => openLive(parley, client)));
  for (const live of streams) await live.until(({ frames }) => frames.some(({ state }) => state === "live"));
  expect(proxy.arrived(/^GET \/parley\/1\/events/)).toBe(1);
  for (const live of streams) live.close();
  await expect.poll(() => endings().length, patience).toBe(3);
});

test("a browser that goes is noticed", async () => {
  const before = endings().length;
  const response = await open();
  await new Promise((resolve) => response.once("data", resolve));
  response.destroy();
  await expect.poll(() => endings().length, patience).toBe(before + 1);
  expect(endings().at(-1)).toMatchObject({ reason: "closed" });
});

test("a browser that does not read is given up, and others are not held up by it", async () => {
  const deaf = await open();
  deaf.pause();
  const live = await openLive(parley, await parley.signIn("agent"));
  await live.until(({ frames }) => frames.some(({ state }) => state === "live"));
  // About what a very busy day would tell: more than sockets and the bound take.
  const big = { type: "presence" as const, clientId: "x".repeat(100_000), online: true };
  const feed = parley.context.live.feeds.open("embedded");
  await expect
    .poll(() => {
      for (let at = 0; at < 20; at += 1) feed.tellAll(big);
      return endings().some(({ reason }) => reason === "slow");
    }, patience)
    .toBe(true);
  live.close();
  deaf.destroy();
});

test("a server that comes back is asked anew what it can do", async () => {
  const { db } = parley.context;
  const live = await openLive(parley, agent);
  await live.until(({ frames }) => frames.some(({ state }) => state === "live"));
  await db
    .updateTable("apps")
    .set({ capabilities: '["events"]', capabilities_at: Date.now() })
    .where("id", "=", "embedded")
    .execute();
  proxy.cutAll();
  const found = () =>
    db.selectFrom("apps").select("capabilities").where("id", "=", "embedded").executeTakeFirstOrThrow();
  await expect.poll(async () => (await found()).capabilities, patience).toContain("settings");
  live.close();
});

test("closing the console ends every stream, so that its server can stop", async () => {
  const response = await open();
  response.resume();
  const live = await openLive(parley, agent);
  parley.context.live.close();
  await Promise.all([live.ended, new Promise((resolve) => response.on("end", resolve))]);
  expect(response.complete).toBe(true);
  expect(endings().at(-1)).toMatchObject({ reason: "shutdown" });
});
