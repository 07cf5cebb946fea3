import { afterAll, beforeAll, expect, test } from "vitest";
import type { ClientSessions, ClientSummary } from "@/lib/contracts/clients";
import type { MessageTrace } from "@/lib/contracts/traces";
import { createTestConversation, sendTestMessage } from "@/lib/im-server/testing/builders";
import { connectRaw } from "@/lib/im-server/testing/raw-client";
import { startTestConsole, type TestConsole } from "./testing/start-test-console";
import { errorOf, type TestClient } from "./testing/test-client";

const app = "/api/apps/embedded";
let parley: TestConsole;
let agent: TestClient;
beforeAll(async () => {
  parley = await startTestConsole();
  agent = await parley.signIn("agent");
});
afterAll(() => parley.close());

const read = async <T>(path: string) => (await agent.get(`${app}/${path}`)).body as T;

test("a client's sessions, its latest logins, and when it was last seen", async () => {
  const phone = await connectRaw(parley.im);
  await phone.open("Tom", { tag: "phone", ua: "swift/17.3.0", deviceId: "device-1" });
  const desk = await connectRaw(parley.im);
  await desk.open("Tom");
  const both = await read<ClientSessions>("clients/Tom/sessions");
  expect(both.open).toMatchObject([
    {
      tag: "phone",
      userAgent: "swift/17.3.0",
      deviceId: "device-1",
      protocol: "lc.protobuf2.3",
      address: expect.stringContaining("127.0.0.1"),
      chatroomId: null,
    },
    { tag: null, userAgent: null },
  ]);
  expect(both.recent).toEqual([]);
  expect(await read<ClientSummary>("clients/Tom")).toMatchObject({
    online: true,
    sessions: 2,
    lastSeenAt: null,
  });

  const moderator = await parley.signIn("moderator");
  await moderator.send("POST", `${app}/clients/Tom/kick`, { reason: "" });
  const none = await read<ClientSessions>("clients/Tom/sessions");
  expect(none.open).toEqual([]);
  expect(none.recent.map(({ id, cause }) => [id, cause])).toEqual(
    both.open.toReversed().map(({ id }) => [id, "kicked"]),
  );
  expect(await read<ClientSummary>("clients/Tom")).toMatchObject({
    online: false,
    sessions: 0,
    lastSeenAt: none.recent[0]?.endedAt,
  });
  expect(await read<ClientSessions>("clients/nobody/sessions")).toEqual({ open: [], recent: [] });
  phone.close();
  desk.close();
});

test("what became of a message, and why one client did not get it; the audit is not told of it", async () => {
  const conversation = await createTestConversation(parley.im, { m: ["Ann", "Bob"] });
  const bob = await connectRaw(parley.im);
  await bob.open("Bob");
  const sent = await sendTestMessage(parley.im, conversation, "hello", { from_client: "Ann" });
  await bob.next(({ cmd }) => cmd === "direct");
  const path = `conversations/${conversation}/messages/${sent.messageId}/trace?timestamp=${sent.timestamp}`;
  await expect.poll(async () => (await read<MessageTrace>(path)).isRecorded).toBe(true);
  expect(await read<MessageTrace>(`${path}&receiver=Cid`)).toMatchObject({
    isExpired: false,
    via: "rest",
    session: null,
    scope: "members",
    counts: { meant: 1, clients: 1, sessions: 1, received: 0, read: 0, dropped: 0, skipped: 0 },
    isSample: false,
    receivers: [
      {
        clientId: "Bob",
        state: "pushed",
        isSender: false,
        hasMuted: false,
        sessions: [{ isSent: true, session: { protocol: "lc.protobuf2.3" } }],
        receivedAt: null,
      },
      { clientId: "Ann", state: "offline", isSender: true, sessions: [] },
    ],
    asked: { clientId: "Cid", state: "absent", reason: "not-member" },
  });
  bob.send({ cmd: "ack", ackMessage: { cid: conversation, mid: sent.messageId } });
  await expect
    .poll(async () => (await read<MessageTrace>(path)).receivers[0])
    .toMatchObject({ state: "received", receivedAt: expect.any(Number) });
  const looks = await parley.context.db
    .selectFrom("audit")
    .select("action")
    .where("target_id", "=", conversation)
    .execute();
  expect(looks).toEqual([]);
  bob.close();
});

test("a trace needs its message's time, and a session", async () => {
  const path = `${app}/conversations/c1/messages/m1/trace`;
  expect(errorOf(await agent.get(path)).code).toBe("bad_request");
  expect(errorOf(await parley.anonymous.get(`${path}?timestamp=1`)).code).toBe("unauthenticated");
  expect((await agent.get(`${path}?timestamp=1`)).body).toMatchObject({ isRecorded: false, receivers: [] });
});
