import fc from "fast-check";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { LiveEvent } from "@/lib/contracts/live";
import { createTestConversation, sendTestMessage } from "@/lib/im-server/testing/builders";
import { startTestServer, type TestServer, testKeys } from "@/lib/im-server/testing/start-test-server";
import { createLeanCloud, type LeanCloud } from "@/lib/leancloud/request";
import { HistoryPoller, pollerTiming } from "./history-poller";
import type { Heard } from "./source";

vi.setConfig({ testTimeout: 60_000 });

const timing = { ...pollerTiming, busyMs: 0, quietMs: 0, watchedMs: 0, nudgedMs: 0, lateMs: 0 };
let server: TestServer;
let upstream: LeanCloud;
let frozenAt: number | null = null;

beforeAll(async () => {
  server = await startTestServer({ now: () => frozenAt ?? Date.now() });
  const policy = { allowPrivate: false, allowLoopback: true };
  upstream = createLeanCloud({ serverUrl: server.url, ...testKeys, policy });
});
afterAll(() => server.close());

/** A poller that looks when it is asked to. */
function openPoller(maxRows = 10_000) {
  const poller = new HistoryPoller(() => false, timing, { firstPage: 2, page: 5, maxRows });
  const leaving = new AbortController();
  const looks = poller.read(upstream, null, leaving.signal);
  const next = async (): Promise<Heard> => {
    const { value } = await looks.next();
    if (!value) throw new Error("it has ended");
    return value;
  };
  return { next, close: () => leaving.abort() };
}

const cursors = (events: readonly LiveEvent[]) =>
  events.map((event) => (event.type === "messages" ? event.newest : event.type));

test("everything new is told once, oldest first, however it falls on pages and milliseconds", async () => {
  const ids = await Promise.all(Array.from({ length: 9 }, () => createTestConversation(server)));
  const burst = fc.record({ count: fc.integer({ min: 0, max: 25 }), isFrozen: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(fc.array(burst, { minLength: 1, maxLength: 4 }), async (bursts) => {
      const { next, close } = openPoller();
      expect((await next()).type).toBe("began");
      expect(await next()).toMatchObject({ type: "told", events: [] });
      for (const { count, isFrozen } of bursts) {
        if (isFrozen) frozenAt = Date.now();
        const sent: string[] = [];
        for (let at = 0; at < count; at += 1) {
          const { messageId, timestamp } = await sendTestMessage(server, ids[at % ids.length] ?? "");
          sent.push(`${timestamp}.${messageId}`);
        }
        frozenAt = null;
        const heard = await next();
        const told = heard.type === "told" ? cursors(heard.events) : [];
        expect([...told].sort()).toEqual([...sent].sort());
        const times = told.map((cursor) => Number.parseInt(cursor, 10));
        expect(times).toEqual([...times].sort((a, b) => a - b));
      }
      close();
    }),
    { numRuns: 6 },
  );
});

test("more than can be looked through is told as a reset, and all goes on behind it", async () => {
  const id = await createTestConversation(server);
  const { next, close } = openPoller(60);
  await next();
  await next();
  await Promise.all(Array.from({ length: 80 }, () => sendTestMessage(server, id)));
  const reset = await next();
  expect(reset.type).toBe("reset");
  const { messageId, timestamp } = await sendTestMessage(server, id);
  const heard = await next();
  // Messages of one conversation get times of their own: some of the 80 may lie ahead of the clock and are told later.
  expect(heard.type === "told" && cursors(heard.events).at(-1)).toBe(`${timestamp}.${messageId}`);
  expect(await next()).toMatchObject({ type: "told", events: [] });
  close();
});
