import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { createTestConversation } from "@/lib/im-server/testing/builders";
import { startTestConsole, type TestConsole } from "./testing/start-test-console";

const app = "/api/apps/embedded";
const one = { clientIds: ["Spike"] };
let parley: TestConsole;

beforeAll(async () => {
  parley = await startTestConsole();
});
afterAll(() => parley.close());

test("who is silenced for a time is listed with the end, by conversation and by client, until lifted", async () => {
  const [moderator, agent] = await Promise.all([parley.signIn("moderator"), parley.signIn("agent")]);
  const id = await createTestConversation(parley.im);
  const at = `${app}/conversations/${id}`;
  const before = Date.now();
  expect((await moderator.send("POST", `${at}/silences`, { ...one, seconds: 60 })).status).toBe(200);
  const timed = z.object({
    silences: z.array(z.object({ clientId: z.literal("Spike"), until: z.number().min(before + 60_000) })),
  });
  expect(timed.parse((await agent.get(`${at}/silences/timed`)).body).silences).toHaveLength(1);
  expect((await agent.get(`${app}/clients/Spike/restrictions`)).body).toMatchObject({
    restrictions: [{ conversationId: id, kind: "silence", until: expect.any(Number) }],
    next: null,
  });
  expect((await moderator.send("DELETE", `${at}/silences`, one)).status).toBe(200);
  expect((await agent.get(`${at}/silences/timed`)).body).toEqual({ silences: [], next: null });
  const row = await parley.context.db
    .selectFrom("audit")
    .select(["target_id", "result"])
    .where("action", "=", "member.unsilence")
    .executeTakeFirstOrThrow();
  expect(row).toEqual({ target_id: id, result: "succeeded" });
});
