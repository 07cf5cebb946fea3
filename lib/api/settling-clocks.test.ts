import { randomUUID } from "node:crypto";
import { afterAll, expect, test } from "vitest";
import { settleOperation } from "@/lib/console/operations/settle-operation";
import { createTestConversation, createTestService } from "@/lib/im-server/testing/builders";
import { startTestConsole, type TestConsole } from "./testing/start-test-console";

const started: TestConsole[] = [];
afterAll(() => Promise.all(started.map((parley) => parley.close())));

const minute = 60_000;
const app = "/api/apps/embedded";

test.each([{ ahead: -10 * minute }, { ahead: 10 * minute }])(
  "a lost send, creation and broadcast are found although the server's clock is $ahead ms ahead",
  async ({ ahead }) => {
    const parley = await startTestConsole({ im: { now: () => Date.now() + ahead } });
    started.push(parley);
    parley.context.timing = { settlePausesMs: [], settleWindowMs: -1 };
    const admin = await parley.signIn("admin");
    const conversation = await createTestConversation(parley.im);
    const conversationId = await createTestService(parley.im);
    const changes = [
      { path: `${app}/conversations/${conversation}/messages`, body: { from: "Tom", data: "hello" } },
      { path: `${app}/conversations`, body: { kind: "normal", name: "made", members: ["Tom"] } },
      {
        path: `${app}/broadcasts`,
        body: { conversationId, from: "news", data: "to all", audience: "everyone" },
      },
    ];
    for (const { path, body } of changes) {
      const key = randomUUID();
      expect((await admin.send("POST", path, body, { key })).status).toBe(200);
      const { db } = parley.context;
      const lost = { state: "unknown", settled_at: null, result_sealed: null } as const;
      await db.updateTable("operations").set(lost).where("id", "=", key).execute();
      await settleOperation(parley.context, key);
      const row = await db
        .selectFrom("operations")
        .select("state")
        .where("id", "=", key)
        .executeTakeFirstOrThrow();
      expect(row.state, path).toBe("succeeded");
    }
  },
);

test("a broadcast that is valid no more may have been sent, and is not said to have failed", async () => {
  const parley = await startTestConsole();
  started.push(parley);
  parley.context.timing = { settlePausesMs: [], settleWindowMs: -1 };
  const admin = await parley.signIn("admin");
  const conversationId = await createTestService(parley.im);
  const body = {
    conversationId,
    from: "news",
    data: "soon over",
    audience: "everyone",
    validTill: Date.now() + minute,
  };
  const key = randomUUID();
  await admin.send("POST", `${app}/broadcasts`, body, { key });
  const { db } = parley.context;
  const operation = await db
    .selectFrom("operations")
    .selectAll()
    .where("id", "=", key)
    .executeTakeFirstOrThrow();
  // As it is found a day later.
  const lost = { state: "unknown", settled_at: null, result_sealed: null } as const;
  const input = parley.context.keyring.open(operation.input_sealed, `input:${key}`);
  const past = input.replace(String(body.validTill), String(Date.now() - 1));
  await db
    .updateTable("operations")
    .set({ ...lost, started_at: operation.started_at - 10 * minute })
    .set({ input_sealed: parley.context.keyring.seal(past, `input:${key}`) })
    .where("id", "=", key)
    .execute();
  await settleOperation(parley.context, key);
  const row = await db
    .selectFrom("operations")
    .select("state")
    .where("id", "=", key)
    .executeTakeFirstOrThrow();
  expect(row.state).toBe("unknown");
});
