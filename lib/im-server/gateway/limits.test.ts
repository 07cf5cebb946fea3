import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestConversation, sendTestMessage } from "../testing/builders";
import { connectRaw, type RawClient } from "../testing/raw-client";
import { startTestServer, type TestServer } from "../testing/start-test-server";

let server: TestServer;
let tom: RawClient;
let cid: string;
beforeAll(async () => {
  server = await startTestServer();
  tom = await connectRaw(server);
  await tom.open("Tom");
  cid = await createTestConversation(server, { m: ["Tom", "Jerry"] });
});
afterAll(async () => {
  tom.close();
  await server.close();
});

it("announces a hundred messages of a conversation at most, and fifty conversations, the latest first", async () => {
  const conversations: string[] = [];
  for (let index = 0; index < 51; index += 1) {
    const id = await createTestConversation(server, { m: ["Away", "x"] });
    await sendTestMessage(server, id, `in ${index}`);
    conversations.push(id);
  }
  const [busy] = conversations;
  if (busy === undefined) throw new Error("there are some");
  await Promise.all(Array.from({ length: 101 }, () => sendTestMessage(server, busy)));
  const away = await connectRaw(server);
  await away.open("Away");
  const { unreadMessage } = await away.next(({ cmd }) => cmd === "unread");
  const expected = [busy, ...conversations.slice(2).reverse()];
  expect(unreadMessage?.convs?.map((tuple) => tuple.cid)).toEqual(expected);
  expect(unreadMessage?.convs?.map(({ unread }) => unread)).toEqual([100, ...Array(49).fill(1)]);
  away.close();
});

it.each([
  ["text", { msg: "x".repeat(5121) }],
  ["bytes", { binaryMsg: Buffer.alloc(5121) }],
  ["text and push data", { msg: "x".repeat(3000), pushData: JSON.stringify({ alert: "y".repeat(3000) }) }],
  ["a will", { msg: "x".repeat(5121), will: true }],
  ["a transient message", { msg: "x".repeat(5121), transient: true }],
])("refuses a message of more than five kilobytes: %s", async (_what, content) => {
  const { ackMessage } = await tom.ask({ cmd: "direct", directMessage: { cid, ...content } });
  expect(ackMessage).toMatchObject({ code: 4109, reason: "FRAME_TOO_LONG" });
});

it("refuses the same when a message is edited", async () => {
  const { ackMessage } = await tom.ask({ cmd: "direct", directMessage: { cid, msg: "short" } });
  const patch = { cid, mid: ackMessage?.uid, timestamp: ackMessage?.t, data: "x".repeat(5121) };
  const reply = await tom.ask({ cmd: "patch", op: "modify", patchMessage: { patches: [patch] } });
  expect(reply.errorMessage).toMatchObject({ code: 4109 });
});

it("keeps mentions of twenty at most, and of nobody who cannot be a client", async () => {
  const many = ["x".repeat(3000), "a\nb", ...Array.from({ length: 30 }, (_, index) => `c${index}`)];
  const kept = many.slice(2, 20);
  const jerry = await connectRaw(server);
  await jerry.open("Jerry");
  const { ackMessage } = await tom.ask({
    cmd: "direct",
    directMessage: { cid, msg: "m", mentionPids: many },
  });
  const sent = await jerry.next((push) => push.directMessage?.id === ackMessage?.uid);
  expect(sent.directMessage?.mentionPids).toEqual(kept);
  const patch = { cid, mid: ackMessage?.uid, timestamp: ackMessage?.t, data: "e", mentionPids: many };
  await tom.ask({ cmd: "patch", op: "modify", patchMessage: { patches: [patch] } });
  const edited = await jerry.next(({ cmd }) => cmd === "patch");
  expect(edited.patchMessage?.patches?.[0]?.mentionPids).toEqual(kept);
  jerry.close();
});

it("reads a hundred messages of history at a time at most, twenty unless asked, and none for none", async () => {
  await Promise.all(Array.from({ length: 105 }, () => sendTestMessage(server, cid)));
  for (const [l, count] of [
    [1000, 100],
    [undefined, 20],
    [0, undefined],
  ] as const) {
    const { logsMessage } = await tom.ask({ cmd: "logs", logsMessage: { cid, l } });
    expect(logsMessage?.logs?.length).toBe(count);
  }
});
