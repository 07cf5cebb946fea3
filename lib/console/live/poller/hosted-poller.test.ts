import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { LiveEvent } from "@/lib/contracts/live";
import { createTestConversation, sendTestMessage } from "@/lib/im-server/testing/builders";
import { startTestServer, type TestServer, testKeys } from "@/lib/im-server/testing/start-test-server";
import { createLeanCloud, type LeanCloud } from "@/lib/leancloud/request";
import { UpstreamError } from "@/lib/leancloud/upstream-error";
import { type ConsoleStore, openConsoleStore } from "../../store/open-store";
import type { Heard } from "../source";
import { HostedPoller } from "./hosted-poller";
import { Journal } from "./journal";
import { PresenceBoard } from "./presence-board";
import { pollerTiming } from "./timing";

vi.setConfig({ testTimeout: 60_000 });

const timing = {
  ...pollerTiming,
  busyMs: 0,
  quietMs: 0,
  watchedMs: 0,
  nudgedMs: 0,
  lateMs: 0,
  callsPerMinute: 1e9,
};
let server: TestServer;
let upstream: LeanCloud;
let folder: string;
let store: ConsoleStore;
let frozenAt: number | null = null;
let apps = 0;

beforeAll(async () => {
  server = await startTestServer({ now: () => frozenAt ?? Date.now() });
  const policy = { allowPrivate: false, allowLoopback: true };
  upstream = createLeanCloud({ serverUrl: server.url, ...testKeys, policy });
  folder = await mkdtemp(join(tmpdir(), "parley-poller-"));
  store = await openConsoleStore(join(folder, "console.sqlite"));
});
afterAll(async () => {
  await store.close();
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

async function addApp(): Promise<string> {
  apps += 1;
  const id = `app-${apps}`;
  await store.db
    .insertInto("apps")
    .values({
      id,
      kind: "hosted",
      name: id,
      server_url: server.url,
      leancloud_app_id: testKeys.appId,
      app_key_sealed: "",
      master_key_sealed: "",
      environment: "production",
      color: "blue",
      trusted_media_hosts: "[]",
      sender_ids: "[]",
      capabilities: "[]",
      capabilities_at: 1,
      broadcast_daily_limit: null,
      is_managed: 0,
      is_active: 1,
      created_at: 1,
    })
    .execute();
  return id;
}

type Options = {
  appId?: string;
  maxRows?: number;
  serverUrl?: string;
  deepEveryMs?: number;
  page?: number;
  through?: LeanCloud;
};

/** A poller that looks when it is asked to. */
async function openPoller(options: Options = {}) {
  const { appId, maxRows = 10_000, page = 5, serverUrl = server.url, through = upstream, ...more } = options;
  const app = { id: appId ?? (await addApp()), server_url: serverUrl, leancloud_app_id: testKeys.appId };
  const failures: unknown[] = [];
  const polled = {
    journal: new Journal(store.db, app, timing.keptMs),
    presence: new PresenceBoard(timing),
    openConversations: () => [],
    onFailure: (error: unknown) => void failures.push(error),
  };
  const poller = new HostedPoller(polled, { ...timing, ...more }, { firstPage: 2, page, maxRows });
  const leaving = new AbortController();
  let looks = poller.read(through, null, leaving.signal);
  const next = async (): Promise<Heard> => {
    const { value } = await looks.next();
    if (!value) throw new Error("it has ended");
    return value;
  };
  const resume = (after: string) => {
    looks = poller.read(through, after, leaving.signal);
  };
  return { next, resume, failures, close: () => leaving.abort() };
}

const cursors = (events: readonly LiveEvent[]) =>
  events.map((event) => (event.type === "messages" ? event.newest : event.type));
const eventsOf = (heard: Heard) => (heard.type === "told" ? heard.events : []);

test("everything new is told once, oldest first, however it falls on pages, milliseconds and restarts", async () => {
  const ids = await Promise.all(Array.from({ length: 9 }, () => createTestConversation(server)));
  const burst = fc.record({
    count: fc.integer({ min: 0, max: 25 }),
    isFrozen: fc.boolean(),
    isRestarted: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(burst, { minLength: 1, maxLength: 4 }), async (bursts) => {
      const appId = await addApp();
      let poller = await openPoller({ appId });
      let position = (await poller.next()).position;
      expect(await poller.next()).toMatchObject({ type: "told", events: [] });
      for (const { count, isFrozen, isRestarted } of bursts) {
        if (isRestarted) poller.close();
        if (isFrozen) frozenAt = Date.now();
        const sent: string[] = [];
        for (let at = 0; at < count; at += 1) {
          const { messageId, timestamp } = await sendTestMessage(server, ids[at % ids.length] ?? "");
          sent.push(`${timestamp}.${messageId}`);
        }
        frozenAt = null;
        if (isRestarted) {
          poller = await openPoller({ appId });
          expect(await poller.next()).toMatchObject({ type: "began", position });
        }
        const heard = await poller.next();
        position = heard.position;
        const told = cursors(eventsOf(heard));
        expect([...told].sort()).toEqual([...sent].sort());
        const times = told.map((cursor) => Number.parseInt(cursor, 10));
        expect(times).toEqual([...times].sort((a, b) => a - b));
      }
      poller.close();
    }),
    { numRuns: 8 },
  );
});

test("more than can be looked through is told as a reset, and all goes on behind it", async () => {
  const id = await createTestConversation(server);
  const { next, close } = await openPoller({ maxRows: 60 });
  await next();
  await next();
  await Promise.all(Array.from({ length: 80 }, () => sendTestMessage(server, id)));
  const reset = await next();
  expect(reset.type).toBe("reset");
  const { messageId, timestamp } = await sendTestMessage(server, id);
  const heard = await next();
  // Messages of one conversation get times of their own: some of the 80 may lie ahead of the clock and are told later.
  expect(cursors(eventsOf(heard)).at(-1)).toBe(`${timestamp}.${messageId}`);
  expect(await next()).toMatchObject({ type: "told", events: [] });
  close();
});

test("a new beginning that fails is tried again", async () => {
  const id = await createTestConversation(server);
  await sendTestMessage(server, id);
  let isFailing = false;
  const failing: LeanCloud = {
    stream: upstream.stream,
    call: async (call) => {
      // A beginning reads back without a bound.
      const isBeginning = call.query?.till_timestamp === 0;
      if (isFailing && isBeginning) throw new UpstreamError("unavailable", "gone");
      return upstream.call(call);
    },
  };
  const { next, resume, close } = await openPoller({ maxRows: 60, through: failing });
  await next();
  const { position } = await next();
  await Promise.all(Array.from({ length: 80 }, () => sendTestMessage(server, id)));
  isFailing = true;
  await expect(next()).rejects.toThrow("gone");
  isFailing = false;
  resume(position);
  expect((await next()).type).toBe("reset");
  expect((await next()).type).toBe("told");
  close();
});

test("a restart tells what was told before it, and an edit, a recall and a deletion of meanwhile", async () => {
  const [id, appId] = [await createTestConversation(server), await addApp()];
  const first = await openPoller({ appId });
  await first.next();
  await first.next();
  const sent = [
    await sendTestMessage(server, id),
    await sendTestMessage(server, id),
    await sendTestMessage(server, id),
  ];
  const told = await first.next();
  await sendTestMessage(server, id);
  const last = await first.next();
  first.close();
  const [edited, recalled, deleted] = sent;
  const pathOf = (of?: (typeof sent)[number]) => `/1.2/rtm/conversations/${id}/messages/${of?.messageId}`;
  const body = (of?: (typeof sent)[number]) => ({ from_client: "Tom", timestamp: of?.timestamp });
  await server.call("PUT", pathOf(edited), { body: { ...body(edited), message: "second" } });
  await server.call("PUT", `${pathOf(recalled)}/recall`, { body: body(recalled) });
  await server.call("DELETE", `${pathOf(deleted)}?from_client=Tom&timestamp=${deleted?.timestamp}`);

  const second = await openPoller({ appId });
  expect(await second.next()).toEqual({
    type: "began",
    position: last.position,
    at: last.at,
    earlier: {
      base: told.position,
      entries: [{ position: last.position, completeUpTo: last.at, events: eventsOf(last) }],
    },
  });
  const cursorOf = (of?: (typeof sent)[number]) => `${of?.timestamp}.${of?.messageId}`;
  expect(eventsOf(await second.next())).toEqual([
    { type: "message-changed", conversationId: id, clientId: null, at: cursorOf(edited) },
    { type: "message-changed", conversationId: id, clientId: null, at: cursorOf(recalled) },
  ]);
  // Missing once it may only be late.
  expect(eventsOf(await second.next())).toEqual([
    { type: "message-deleted", conversationId: id, clientId: null, at: cursorOf(deleted) },
  ]);
  expect(eventsOf(await second.next())).toEqual([]);
  second.close();
});

test("an edit is noticed as far back as a page reaches", async () => {
  const id = await createTestConversation(server);
  frozenAt = Date.now() - 12 * 3_600_000;
  const { messageId, timestamp } = await sendTestMessage(server, id);
  frozenAt = null;
  await sendTestMessage(server, id);
  const { next, close } = await openPoller({ deepEveryMs: 0, page: 1_000 });
  await next();
  await next();
  const path = `/1.2/rtm/conversations/${id}/messages/${messageId}`;
  await server.call("PUT", path, { body: { from_client: "Tom", timestamp, message: "second" } });
  expect(eventsOf(await next())).toMatchObject([
    { type: "message-changed", at: `${timestamp}.${messageId}` },
  ]);
  close();
});

test("positions of another place, and those that are too old, are no positions", async () => {
  const appId = await addApp();
  const { position } = await (await openPoller({ appId })).next();
  const elsewhere = await openPoller({ appId, serverUrl: "https://elsewhere.example.com" });
  expect((await elsewhere.next()).position).not.toBe(position);
  const again = await openPoller({ appId });
  const began = await again.next();
  expect(began).not.toHaveProperty("earlier");
  const longAgo = Date.now() - timing.keptMs - 1;
  await store.db
    .updateTable("poller_positions")
    .set({ saved_at: longAgo })
    .where("app_id", "=", appId)
    .execute();
  const late = await (await openPoller({ appId })).next();
  expect(late).not.toHaveProperty("earlier");
});

test("what could not be kept is told all the same, and no other process goes on from there", async () => {
  const [id, appId] = [await createTestConversation(server), await addApp()];
  const first = await openPoller({ appId });
  await first.next();
  const before = (await first.next()).position;
  await store.db.schema.alterTable("poller_looks").renameTo("poller_looks_away").execute();
  const sent = await sendTestMessage(server, id);
  const unkept = await first.next();
  await store.db.schema.alterTable("poller_looks_away").renameTo("poller_looks").execute();
  expect(cursors(eventsOf(unkept))).toEqual([`${sent.timestamp}.${sent.messageId}`]);
  expect(first.failures).toHaveLength(1);
  const second = await openPoller({ appId });
  expect(await second.next()).toMatchObject({ type: "began", position: before });
  const again = await second.next();
  expect(cursors(eventsOf(again))).toEqual([`${sent.timestamp}.${sent.messageId}`]);
  expect(again.position).not.toBe(unkept.position);
  second.close();
  // The first goes on too, and keeps all anew.
  const next = await sendTestMessage(server, id);
  const kept = await first.next();
  expect(cursors(eventsOf(kept))).toEqual([`${next.timestamp}.${next.messageId}`]);
  first.close();
  const third = await openPoller({ appId });
  expect(await third.next()).toMatchObject({ type: "began", position: kept.position });
  expect(eventsOf(await third.next())).toEqual([]);
  third.close();
});

test("an older copy of the database put in place gives no position another meaning", async () => {
  const [id, appId] = [await createTestConversation(server), await addApp()];
  const first = await openPoller({ appId });
  await first.next();
  await first.next();
  await sendTestMessage(server, id);
  const copied = await first.next();
  const copy = await store.db.selectFrom("poller_positions").selectAll().execute();
  await sendTestMessage(server, id);
  const later = await first.next();
  first.close();
  await store.db.transaction().execute(async (trx) => {
    await trx.replaceInto("poller_positions").values(copy).execute();
    await trx.deleteFrom("poller_looks").where("position", "=", later.position).execute();
    await trx
      .deleteFrom("poller_messages")
      .where("app_id", "=", appId)
      .where("timestamp", ">", copied.at ?? 0)
      .execute();
  });
  const second = await openPoller({ appId });
  expect(await second.next()).toMatchObject({ type: "began", position: copied.position });
  expect((await second.next()).position).not.toBe(later.position);
  second.close();
});
