import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { createTestConversation } from "../../testing/builders";
import { connectRaw } from "../../testing/raw-client";
import { startTestServer, type TestServer } from "../../testing/start-test-server";

/** Stands still, so that many events have the same time. */
let clock = 1_795_000_000_000;
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ now: () => clock });
});
afterAll(() => server.close());

const pageSchema = z.object({
  hasMore: z.boolean(),
  notifications: z.array(z.object({ cid: z.string(), serverTs: z.number() })),
});

it("tells of every invitation that was missed, however many and however close together", async () => {
  const jerry = await connectRaw(server);
  const { sessionMessage } = await jerry.open("Jerry");
  jerry.close();
  const created: string[] = [];
  for (const together of [60, 130, 1]) {
    clock += 1;
    const bodies = Array.from({ length: together }, () => createTestConversation(server, { m: ["Jerry"] }));
    created.push(...(await Promise.all(bodies)));
  }
  const path = "/1.1/rtm/notifications";
  const headers = { "x-lc-im-session-token": sessionMessage?.st ?? "" };
  /** As the JavaScript SDK does: on from the time of the last one. */
  async function read(start_ts: number): Promise<string[]> {
    const query = { client_id: "Jerry", start_ts, notification_type: "permanent" };
    const { body } = await server.call("GET", path, { key: "app", query, headers });
    const { hasMore, notifications } = pageSchema.parse(body);
    const cids = notifications.map(({ cid }) => cid);
    return hasMore ? [...cids, ...(await read(notifications.at(-1)?.serverTs ?? 0))] : cids;
  }
  expect((await read(0)).toSorted()).toEqual(created.toSorted());
});
