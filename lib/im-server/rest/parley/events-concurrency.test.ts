import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { historyReplySchema } from "@/lib/protocol/rest/history";
import { createTestConversation, sendTestMessage } from "../../testing/builders";
import { type EventFollower, followEvents } from "../../testing/event-follower";
import { startTestServer, type TestServer } from "../../testing/start-test-server";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const idsOf = ({ changes }: EventFollower) =>
  changes.flatMap((change) => (change.type === "message" ? [change.message["msg-id"]] : []));

/** Sends messages one after the other until so many are acknowledged; answers their ids. */
async function write(conversationId: string, count: number): Promise<string[]> {
  const sent: string[] = [];
  while (sent.length < count) {
    try {
      sent.push((await sendTestMessage(server, conversationId, `${sent.length}`)).messageId);
    } catch {
      // The server is being restarted: tried again, as clients do.
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
  return sent;
}

test("whoever follows sees every message once, in one order, however often it is cut off", {
  timeout: 240_000,
}, async () => {
  const plan = fc.record({
    cuts: fc.array(fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 5 }), {
      minLength: 3,
      maxLength: 6,
    }),
    writers: fc.integer({ min: 4, max: 12 }),
    restarts: fc.integer({ min: 0, max: 1 }),
  });
  await fc.assert(
    fc.asyncProperty(plan, async ({ cuts, writers, restarts }) => {
      const conversations = await Promise.all(
        Array.from({ length: 4 }, () => createTestConversation(server)),
      );
      const followers = cuts.map((sizes) => {
        let turn = 0;
        return followEvents(
          () => server.url,
          () => sizes[turn++ % sizes.length] ?? 1,
        );
      });
      await Promise.all(followers.map(({ begun }) => begun));
      const writing = Array.from({ length: writers }, (_, index) =>
        write(conversations[index % 4] ?? "", 40),
      );
      if (restarts > 0) await server.restart();
      const acknowledged = (await Promise.all(writing)).flat();
      const stored = await Promise.all(
        conversations.map(async (id) => {
          const path = `/1.2/rtm/conversations/${id}/messages`;
          const { body } = await server.call("GET", path, { query: { limit: 1000, reversed: true } });
          return historyReplySchema.parse(body).map((row) => row["msg-id"]);
        }),
      );
      const count = stored.flat().length;
      expect(stored.flat()).toEqual(expect.arrayContaining(acknowledged));
      try {
        for (const follower of followers) {
          await expect.poll(() => idsOf(follower).length, { timeout: 30_000 }).toBeGreaterThanOrEqual(count);
        }
      } finally {
        await Promise.all(followers.map((follower) => follower.stop()));
      }
      const [first] = followers;
      for (const follower of followers) {
        const ids = idsOf(follower);
        expect(ids).toHaveLength(count);
        expect(new Set(ids)).toEqual(new Set(stored.flat()));
        expect(follower.resets).toBe(0);
        expect(first && idsOf(first)).toEqual(ids);
      }
      for (const history of stored) {
        const wanted = new Set(history);
        expect(first && idsOf(first).filter((id) => wanted.has(id))).toEqual(history);
      }
    }),
    { numRuns: 3, endOnFailure: true },
  );
});
