import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestConversation, createTestService, sendTestMessage } from "../testing/builders";
import { connectRaw } from "../testing/raw-client";
import { startTestServer, type TestServer } from "../testing/start-test-server";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

/** Logs in as clients do that want the messages themselves; what comes up to one that is sent then, acknowledged. */
async function messagesOnLogin(clientId: string, via: string, isRead = false): Promise<unknown[]> {
  const client = await connectRaw(server, { protocol: "lc.protobuf2.1" });
  await client.open(clientId);
  const body = { from_client: "clock", to_clients: [clientId], message: "now" };
  await server.call("POST", `/1.2/rtm/service-conversations/${via}/messages`, { body });
  const got: unknown[] = [];
  for (;;) {
    const { directMessage = {} } = await client.next(({ cmd }) => cmd === "direct");
    const { cid, timestamp, msg } = directMessage;
    client.send({ cmd: "ack", ackMessage: { cid, fromts: timestamp, tots: timestamp } });
    if (isRead) client.send({ cmd: "read", readMessage: { convs: [{ cid: cid ?? "", timestamp }] } });
    if (cid === via) break;
    got.push([msg, directMessage.offline ?? false]);
  }
  // Writes are kept in their order: with this one, what was acknowledged is.
  await client.ask({ cmd: "conv", op: "start", convMessage: { m: [clientId], transient: true } });
  client.close();
  return got;
}

it("messages of a service come once, those to a client and those to all subscribers", async () => {
  const [clock, service] = [await createTestService(server), await createTestService(server)];
  const path = `/1.2/rtm/service-conversations/${service}`;
  await server.call("POST", `${path}/subscribers`, { body: { client_id: "fan" } });
  const toFan = (message: string) =>
    server.call("POST", `${path}/messages`, { body: { from_client: "star", to_clients: ["fan"], message } });
  const toAll = (message: string) =>
    server.call("POST", `${path}/broadcasts`, { body: { from_client: "star", message } });
  expect(await messagesOnLogin("fan", clock)).toEqual([]);
  await toFan("first");
  await toAll("second");
  await toFan("third");
  expect(await messagesOnLogin("fan", clock)).toEqual([
    ["first", true],
    ["second", true],
    ["third", true],
  ]);
  expect(await messagesOnLogin("fan", clock)).toEqual([]);
  await toAll("fourth");
  expect(await messagesOnLogin("fan", clock, true)).toEqual([["fourth", true]]);
  await toFan("fifth");
  expect(await messagesOnLogin("fan", clock)).toEqual([["fifth", true]]);
});

it("messages of a conversation come once, whether they are read or only received", async () => {
  const clock = await createTestService(server);
  const id = await createTestConversation(server, { m: ["Tom", "Jerry"] });
  for (const isRead of [false, true]) {
    await sendTestMessage(server, id, `read: ${isRead}`);
    expect(await messagesOnLogin("Jerry", clock, isRead)).toEqual([[`read: ${isRead}`, true]]);
    expect(await messagesOnLogin("Jerry", clock)).toEqual([]);
  }
});

it("says of the oldest message that is sent when older ones were missed too, and leaves out no conversation", async () => {
  const [busy, quiet] = [
    await createTestConversation(server, { m: ["Tom", "Butch"] }),
    await createTestConversation(server, { m: ["Tom", "Butch"] }),
  ];
  await sendTestMessage(server, quiet, "only one");
  for (let index = 0; index < 103; index += 1) await sendTestMessage(server, busy, `${index}`);
  const client = await connectRaw(server, { protocol: "lc.protobuf2.1" });
  await client.open("Butch");
  const got: unknown[] = [];
  for (let last: string | undefined; last !== "102"; ) {
    const { directMessage } = await client.next(({ cmd }) => cmd === "direct");
    const { cid, msg, offline, hasMore } = directMessage ?? {};
    got.push([cid === busy ? "busy" : "quiet", msg, offline, hasMore]);
    last = msg;
  }
  const rest = Array.from({ length: 99 }, (_, index) => ["busy", `${index + 4}`, true, undefined]);
  expect(got).toEqual([["quiet", "only one", true, undefined], ["busy", "3", true, true], ...rest]);
  client.close();
});

it("sends a message once that comes while its receiver logs in", async () => {
  const id = await createTestConversation(server, { m: ["Tom", "Spike"] });
  for (let round = 0; round < 10; round += 1) {
    await sendTestMessage(server, id, "missed");
    const client = await connectRaw(server, { protocol: "lc.protobuf2.1" });
    const opened = client.open("Spike");
    const sent = await Promise.all(Array.from({ length: 20 }, () => sendTestMessage(server, id)));
    await opened;
    const { messageId: last } = await sendTestMessage(server, id, "last");
    const times = new Map<string | undefined, number>();
    for (let seen: string | undefined; seen !== last; ) {
      const { directMessage } = await client.next(({ cmd }) => cmd === "direct");
      seen = directMessage?.id;
      times.set(seen, (times.get(seen) ?? 0) + 1);
    }
    expect(sent.map(({ messageId }) => times.get(messageId))).toEqual(sent.map(() => 1));
    client.close();
  }
});

it("sends what comes once a login has been answered, and does not only count it", async () => {
  const cid = await createTestConversation(server, { m: ["Tom", "Early"] });
  const tom = await connectRaw(server);
  await tom.open("Tom");
  await Promise.all(Array.from({ length: 300 }, () => sendTestMessage(server, cid)));
  let isOver = false;
  // Who reads much history keeps the store from answering a login at once.
  const readers = Array.from({ length: 8 }, async () => {
    while (!isOver)
      await server.call("GET", `/1.2/rtm/conversations/${cid}/messages`, { query: { limit: 300 } });
  });
  for (let times = 0; times < 16; times += 1) {
    const early = await connectRaw(server);
    await early.open("Early");
    const { ackMessage } = await tom.ask({ cmd: "direct", directMessage: { cid, msg: "hello" } });
    const sent = await early.next((push) => push.directMessage?.id === ackMessage?.uid);
    expect(sent.directMessage?.offline).toBeUndefined();
    early.close();
  }
  isOver = true;
  await Promise.all(readers);
  tom.close();
});
