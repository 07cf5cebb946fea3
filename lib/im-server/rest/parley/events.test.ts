import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { createTestConversation, sendTestMessage } from "../../testing/builders";
import { type EventClient, type EventOptions, openEvents } from "../../testing/event-client";
import { startTestServer, type TestServer } from "../../testing/start-test-server";

let server: TestServer;
const open: EventClient[] = [];

beforeAll(async () => {
  server = await startTestServer();
});
afterEach(() => {
  for (const client of open.splice(0)) client.close();
});
afterAll(() => server.close());

async function listen(options?: EventOptions): Promise<EventClient> {
  const client = await openEvents(server.url, options);
  open.push(client);
  return client;
}

function textsOf(client: EventClient): string[] {
  return client.changes.flatMap((change) => (change.type === "message" ? [change.message.data] : []));
}

describe("GET /parley/1/events", { timeout: 60_000 }, () => {
  test("begins now, tells of a message, and says when all is told", async () => {
    const conversationId = await createTestConversation(server);
    await sendTestMessage(server, conversationId, "before");
    const client = await listen();
    await client.until(({ events }) => events.length > 0);
    expect(client.events[0]).toMatchObject({ event: "ready" });
    const sent = await sendTestMessage(server, conversationId, "after");
    await client.settled();
    expect(client.changes).toEqual([
      {
        type: "message",
        conv_id: conversationId,
        client_id: null,
        at: expect.any(Number),
        message: expect.objectContaining({
          "msg-id": sent.messageId,
          timestamp: sent.timestamp,
          data: "after",
        }),
      },
    ]);
  });

  test("goes on behind the last id, by header or by query, from any event", async () => {
    const conversationId = await createTestConversation(server);
    const client = await listen();
    const wanted = ["one", "two", "three", "four"];
    for (const text of wanted) await sendTestMessage(server, conversationId, text);
    await client.settled();
    expect(client.events.at(-1)?.event).toBe("sync");
    const resumes = client.events.flatMap(({ id }, index) => {
      const before = client.events.slice(0, index + 1).filter(({ event }) => event === "change");
      const rest = wanted.slice(before.length);
      return [{ lastEventId: id }, { after: id }, { lastEventId: id, after: "other" }].map(
        async (options) => {
          const resumed = await listen(options);
          await resumed.settled();
          expect(resumed.events[0]).toMatchObject({ event: "ready", id });
          expect(textsOf(resumed)).toEqual(rest);
        },
      );
    });
    await Promise.all(resumes);
  });

  test("goes on after a restart of the server", async () => {
    const conversationId = await createTestConversation(server);
    const client = await listen();
    await sendTestMessage(server, conversationId, "before");
    await client.until(({ changes }) => changes.length === 1);
    await sendTestMessage(server, conversationId, "unseen");
    await server.restart();
    await client.ended;
    await sendTestMessage(server, conversationId, "after");
    const resumed = await listen({ lastEventId: client.events.find(({ event }) => event === "change")?.id });
    await resumed.settled();
    expect(textsOf(resumed)).toEqual(["unseen", "after"]);
  });

  test("begins anew where the position is another store's or never was", async () => {
    const other = await startTestServer();
    const stranger = await openEvents(other.url);
    await stranger.until(({ events }) => events.length > 0);
    const conversationId = await createTestConversation(server);
    const own = await listen();
    await sendTestMessage(server, conversationId);
    await own.settled();
    const [epoch = "", , at = ""] = own.lastId?.split("-") ?? [];
    for (const lastEventId of [stranger.lastId, `${epoch}-zzzz-${at}`, `${epoch}-2-${at}0`]) {
      const client = await listen({ lastEventId });
      await sendTestMessage(server, conversationId, "after");
      await client.settled();
      expect(client.events[0]?.event).toBe("reset");
      expect(textsOf(client)).toEqual(["after"]);
    }
    stranger.close();
    await other.close();
  });

  test("says at least every five seconds up to when all is told", async () => {
    const client = await listen();
    const syncs = () => client.events.filter(({ event }) => event === "sync");
    await client.until(() => syncs().length >= 4);
    const times = syncs().map(({ data }) => Number(Reflect.get(data, "at")));
    for (const [index, time] of times.slice(1).entries())
      expect(time - (times[index] ?? 0)).toBeLessThan(5000);
  });

  test("ends with the server, at once", async () => {
    const other = await startTestServer();
    const client = await openEvents(other.url);
    await client.until(({ events }) => events.length > 0);
    await other.close();
    await client.ended;
  });

  test("has room for so many streams, and for another when one has gone", async () => {
    const other = await startTestServer();
    const all: EventClient[] = [];
    const more = async () => {
      const client = await openEvents(other.url);
      all.push(client);
    };
    await Promise.all(Array.from({ length: 100 }, more));
    const refused = await other.call("GET", "/parley/1/events");
    expect(refused).toMatchObject({ status: 429, body: { code: 429, error: expect.any(String) } });
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    all.shift()?.close();
    // The server hears of it a moment later.
    while (all.length < 100) await more().catch(() => {});
    for (const client of all) client.close();
    await other.close();
  });

  test("has no stream without a body", async () => {
    expect(await server.call("HEAD", "/parley/1/events")).toMatchObject({ status: 404 });
  });

  test("asks for the master key, and refuses what never was an id", async () => {
    expect(await server.call("GET", "/parley/1/events", { key: "app" })).toMatchObject({ status: 400 });
    expect(await server.call("GET", "/parley/1/events", { key: "none" })).toMatchObject({ status: 401 });
    const refused = await server.call("GET", "/parley/1/events", { query: { after: "yesterday" } });
    expect(refused).toMatchObject({ status: 400, body: { code: 1, error: expect.any(String) } });
  });
});
