import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type ChangeFeed, createChangeFeed } from "../../services/changes/change-feed";
import { openDatabase } from "../../store/sqlite/database";
import { type EventClient, openEvents } from "../../testing/event-client";
import { addConversation, newMessage, openTestStore, type TestStore } from "../../testing/store-builders";
import { streamChanges } from "./stream-changes";

/** More than sockets of both sides hold. */
const MANY = 4000;
const patient = { timeout: 15_000 };
const TEXT = "x".repeat(5000);

let opened: TestStore;
let feed: ChangeFeed;
let http: Server;
let responses: ServerResponse[];
let peak: number;
let stalledAfter: number | undefined;

const log = { error: (details: unknown) => expect.fail(JSON.stringify(details)) };

/** Streams from the end of the log, and watches how much is held for the client. */
async function serve(response: ServerResponse): Promise<void> {
  responses.push(response);
  const write = response.write.bind(response);
  Object.assign(response, {
    write(text: string) {
      const hasRoom = write(text);
      peak = Math.max(peak, response.writableLength);
      return hasRoom;
    },
  });
  await streamChanges(feed, await feed.read(null), response, { log, stalledAfter });
}

beforeEach(async () => {
  opened = await openTestStore();
  feed = createChangeFeed(opened.store);
  responses = [];
  peak = 0;
  stalledAfter = undefined;
  http = createServer((_request, response) => void serve(response));
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
});
afterEach(async () => {
  feed.close();
  http.closeAllConnections();
  await new Promise((resolve) => http.close(resolve));
  await opened.dispose();
});

const connect = () => openEvents(`http://127.0.0.1:${(http.address() as AddressInfo).port}`);
const countMessages = ({ changes }: EventClient) => changes.filter(({ type }) => type === "message").length;

async function sendMany(): Promise<void> {
  const { objectId } = await addConversation(opened.store);
  const sends = Array.from({ length: MANY }, () =>
    opened.store.appendMessage(newMessage(objectId, { data: TEXT })),
  );
  await Promise.all(sends);
}

describe("a client that takes nothing", { timeout: 60_000 }, () => {
  test("is cut off, holds little meanwhile, and harms no other", async () => {
    const begun = async () => {
      const client = await connect();
      await client.until(({ events }) => events.length > 0);
      return client;
    };
    stalledAfter = 500;
    const slow = await begun();
    // The other takes everything, if only as fast as this process comes to it.
    stalledAfter = undefined;
    const other = await begun();
    slow.pause();
    const [ofSlow] = responses;
    const cut = new Promise((resolve) => ofSlow?.once("close", resolve));
    await sendMany();
    await other.until((client) => countMessages(client) === MANY);
    await cut;
    expect(peak).toBeLessThan(256 * 1024);
    slow.resume();
    await slow.ended;
    expect(countMessages(slow)).toBeLessThan(MANY);
    other.close();
  });

  test("does not hold up the server's end", async () => {
    const slow = await connect();
    await slow.until(({ events }) => events.length > 0);
    slow.pause();
    await sendMany();
    await expect.poll(() => responses[0]?.writableNeedDrain, patient).toBe(true);
    feed.close();
    await expect.poll(() => responses[0]?.closed, patient).toBe(true);
    slow.close();
  });
});

describe("rows that are cleared away before they are read", { timeout: 60_000 }, () => {
  test("are told as a reset, after which the stream goes on", async () => {
    const { objectId } = await addConversation(opened.store);
    const { epoch, head } = await opened.store.getChangeHead();
    await opened.store.appendMessages([newMessage(objectId), newMessage(objectId)]);
    await addConversation(opened.store);
    const reader = await feed.read({ epoch, ...head });
    expect(reader.isResumed).toBe(true);
    const db = openDatabase(opened.file, "write");
    db.prepare("DELETE FROM changes WHERE seq = ?").run(head.seq + 1);
    db.close();
    http.removeAllListeners("request");
    http.on("request", (_request, response) => {
      void streamChanges(feed, reader, response, { log });
    });
    const client = await connect();
    await client.until(({ events }) => events.some(({ event }) => event === "reset"));
    await opened.store.appendMessage(newMessage(objectId, { data: "after" }));
    await client.settled();
    expect(client.events.map(({ event }) => event).slice(0, 2)).toEqual(["ready", "reset"]);
    expect(client.changes).toMatchObject([{ type: "message", message: { data: "after" } }]);
    client.close();
  });
});
