import { afterAll, beforeAll, expect, test } from "vitest";
import type { LiveEvent } from "@/lib/contracts/live";
import { createTestConversation, sendTestMessage } from "@/lib/im-server/testing/builders";
import { type LiveClient, openLive } from "./testing/live-client";
import { startTestConsole, type TestConsole } from "./testing/start-test-console";
import { errorOf, type TestClient } from "./testing/test-client";

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

test("what is no position, no app, or not allowed is refused", async () => {
  const refused = await agent.get("/api/live?apps=embedded&after=yesterday");
  expect(errorOf(refused).code).toBe("bad_request");
  expect(errorOf(await agent.get("/api/live")).code).toBe("bad_request");
  const nobody = await parley.signIn(null);
  expect(errorOf(await nobody.get("/api/live?apps=embedded")).code).toBe("forbidden");
  const other = await parley.signIn("admin", { appId: "another" });
  expect(errorOf(await other.get("/api/live?apps=another,embedded")).code).toBe("forbidden");
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
