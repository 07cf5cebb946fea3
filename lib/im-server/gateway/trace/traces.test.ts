import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sendReplySchema } from "@/lib/protocol/rest/send";
import { type TraceReply, traceReplySchema } from "@/lib/protocol/rest/traces";
import { peerConversationId } from "../../services/conversations/open-peer-conversation";
import { createTestChatroom, createTestService, sendTestMessage } from "../../testing/builders";
import { createChatClient, nextChatEvent } from "../../testing/chat-sdk";
import { type Lab, openLab } from "../../testing/devices";
import { connectRaw } from "../../testing/raw-client";
import { nextEvent, sdkPackages } from "../../testing/sdk";
import type { TestServer } from "../../testing/start-test-server";

type Place = { conv_id: string; msg_id: string; timestamp: number; client_id?: string; receiver?: string };

async function traceOf(server: TestServer, query: Place): Promise<TraceReply> {
  const reply = await server.call("GET", "/parley/1/messages/trace", { query });
  return traceReplySchema.parse(reply.body);
}

/** The account of a message once it `fits`: acknowledgements come by themselves. */
async function traceWhen(
  server: TestServer,
  query: Place,
  fits: (trace: TraceReply) => boolean = ({ recorded }) => recorded,
): Promise<TraceReply> {
  let last = await traceOf(server, query);
  await expect
    .poll(
      async () => {
        last = await traceOf(server, query);
        return fits(last);
      },
      { timeout: 10_000 },
    )
    .toBe(true);
  return last;
}

const of = (trace: TraceReply, clientId: string) =>
  trace.receivers.find(({ client_id }) => client_id === clientId);

describe.each(sdkPackages)("what became of a message sent with %s", (sdk) => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await openLab(sdk);
  });
  afterAll(() => lab.close());

  async function conversationOf(...others: string[]) {
    const tom = await lab.login(lab.name("Tom"));
    const conversation = await tom.client.createConversation({ members: others });
    const send = async (text = "hello"): Promise<Place> => {
      const sent = await conversation.send(new tom.device.sdk.TextMessage(text));
      return { conv_id: conversation.id, msg_id: sent.id, timestamp: sent.timestamp.getTime() };
    };
    return { tom, conversation, send };
  }

  it("tells whose sessions got it and that they acknowledged it, then that it was read", async () => {
    const jerryId = lab.name("Jerry");
    const jerry = await lab.login(jerryId);
    await lab.login(jerryId, { tag: "desk" });
    const { tom, conversation, send } = await conversationOf(jerryId);
    const second = await lab.login(tom.client.id);
    const place = await send();
    const received = await traceWhen(lab.server, place, (trace) => of(trace, jerryId)?.state === "received");
    expect(received).toMatchObject({
      recorded: true,
      expired: false,
      from: tom.client.id,
      via: "socket",
      session: { user_agent: expect.stringMatching(/^js\//), protocol: expect.stringMatching(/^lc\.proto/) },
      scope: "members",
      counts: { meant: 1, clients: 1, sessions: 2, received: 1, read: 0, dropped: 0, skipped: 0 },
      is_sample: false,
      asked: null,
    });
    expect(of(received, jerryId)).toMatchObject({
      is_sender: false,
      muted: false,
      was_online: true,
      read_at: null,
      sessions: [
        { sent: true, login: { tag: null, address: expect.stringContaining("127.0.0.1") } },
        { sent: true, login: { tag: "desk" } },
      ],
    });
    expect(of(received, jerryId)?.received_at).toBeGreaterThanOrEqual(place.timestamp);
    expect(of(received, tom.client.id)).toMatchObject({
      is_sender: true,
      state: "pushed",
      sessions: [{ sent: true }],
    });

    const same = await jerry.client.getConversation(conversation.id);
    await same.read();
    const read = await traceWhen(lab.server, place, (trace) => of(trace, jerryId)?.state === "read");
    expect(read.counts).toMatchObject({ received: 1, read: 1 });
    expect(of(read, jerryId)?.read_at).toBeGreaterThanOrEqual(of(read, jerryId)?.received_at ?? 0);
    await second.client.close();
  });

  it("tells who was offline, who of them had muted it, and when they came back", async () => {
    const [jerryId, spikeId] = [lab.name("Jerry"), lab.name("Spike")];
    const spike = await lab.login(spikeId);
    const { conversation, send } = await conversationOf(jerryId, spikeId);
    await (await spike.client.getConversation(conversation.id)).mute();
    await spike.client.close();
    const place = await send();
    const before = await traceWhen(lab.server, place);
    expect(before.counts).toMatchObject({ meant: 2, clients: 0, sessions: 0, received: 0, read: 0 });
    expect(of(before, jerryId)).toMatchObject({
      state: "offline",
      muted: false,
      sessions: [],
      next_login_at: null,
    });
    expect(of(before, spikeId)).toMatchObject({ state: "offline", muted: true, was_online: false });

    const back = await lab.login(spikeId);
    const after = await traceOf(lab.server, place);
    expect(of(after, spikeId)).toMatchObject({
      state: "offline",
      muted: true,
      next_login_at: expect.any(Number),
    });
    await (await back.client.getConversation(conversation.id)).read();
    await traceWhen(lab.server, place, (trace) => of(trace, spikeId)?.state === "read");
  });

  // 5.x asks for counts always.
  it.runIf(sdk === "leancloud-realtime")("tells who was given it at the next login", async () => {
    const jerryId = lab.name("Jerry");
    const { send } = await conversationOf(jerryId);
    const place = await send();
    await traceWhen(lab.server, place);
    const device = await lab.device({ pushOfflineMessages: true });
    const jerry = await device.realtime.createIMClient(jerryId);
    const trace = await traceWhen(lab.server, place, (found) => of(found, jerryId)?.state === "read");
    expect(of(trace, jerryId)).toMatchObject({ sessions: [], was_online: false });
    expect(of(trace, jerryId)?.received_at).toBeGreaterThanOrEqual(
      of(trace, jerryId)?.next_login_at ?? Number.NaN,
    );
    await jerry.close();
  });

  it("explains why somebody who was not there did not get it", async () => {
    const [jerryId, blockedId, lateId] = [lab.name("Jerry"), lab.name("Blocked"), lab.name("Late")];
    const { conversation, send } = await conversationOf(jerryId, blockedId);
    await conversation.blockMembers([blockedId]);
    const place = await send();
    await conversation.add([lateId]);
    await traceWhen(lab.server, place);
    const ask = async (receiver: string) => (await traceOf(lab.server, { ...place, receiver })).asked;
    expect(await ask(blockedId)).toMatchObject({
      state: "absent",
      reason: "blocked",
      since: expect.any(Number),
    });
    expect(await ask(lateId)).toMatchObject({
      state: "absent",
      reason: "joined-later",
      since: expect.any(Number),
    });
    expect(await ask("stranger")).toMatchObject({ state: "absent", reason: "not-member", since: null });
    expect(await ask(jerryId)).toMatchObject({ state: "offline" });
    // A member then, and still so when she has left since.
    await conversation.remove([jerryId]);
    expect(await ask(jerryId)).toMatchObject({ state: "offline", reason: null });
  });

  it("counts who is in a chat room, and names some", async () => {
    const room = await createTestChatroom(lab.server);
    const [jerryId, tomId] = [lab.name("Jerry"), lab.name("Tom")];
    const [jerry, tom] = [await lab.login(jerryId), await lab.login(tomId)];
    for (const { client } of [jerry, tom]) {
      const chatroom = (await client.getConversation(room)) as { join(): Promise<unknown> } | null;
      await chatroom?.join();
    }
    const received = nextEvent(jerry.client, "message");
    const chatroom = await tom.client.getConversation(room);
    const sent = await chatroom.send(new tom.device.sdk.TextMessage("to the room"));
    await received;
    const place = { conv_id: room, msg_id: sent.id, timestamp: sent.timestamp.getTime() };
    const trace = await traceWhen(lab.server, { ...place, receiver: "elsewhere" });
    expect(trace).toMatchObject({
      scope: "room",
      via: "socket",
      counts: { meant: null, clients: 1, sessions: 1, received: null, read: null },
      is_sample: false,
      receivers: [{ client_id: jerryId, state: "pushed" }],
      asked: { state: "absent", reason: "not-in-room" },
    });
  });

  it("tells of a service's message to one client, and to its subscribers", async () => {
    const service = await createTestService(lab.server);
    const [jerryId, awayId] = [lab.name("Jerry"), lab.name("Away")];
    const jerry = await lab.login(jerryId);
    for (const client_id of [jerryId, awayId]) {
      await lab.server.call("POST", `/1.2/rtm/service-conversations/${service}/subscribers`, {
        body: { client_id },
      });
    }
    const send = async (path: string, body: object): Promise<Place> => {
      const reply = await lab.server.call("POST", `/1.2/rtm/service-conversations/${service}${path}`, {
        body: { from_client: "service", message: '{"_lctype":-1,"_lctext":"news"}', ...body },
      });
      const { messageId, timestamp } = sendReplySchema.parse(reply.body);
      return { conv_id: service, msg_id: messageId, timestamp };
    };
    const first = nextEvent(jerry.client, "message");
    const own = await send("/messages", { to_clients: [jerryId] });
    await first;
    const copy = { ...own, client_id: jerryId };
    const trace = await traceWhen(lab.server, copy, (found) => of(found, jerryId)?.state === "received");
    expect(trace).toMatchObject({ via: "rest", session: null, scope: "clients", from: "service" });
    expect((await traceOf(lab.server, { ...copy, receiver: awayId })).asked).toMatchObject({
      state: "excluded",
      reason: "not-addressed",
    });

    const second = nextEvent(jerry.client, "message");
    const all = await send("/broadcasts", {});
    await second;
    const toAll = await traceWhen(lab.server, { ...all, receiver: awayId });
    expect(toAll).toMatchObject({
      scope: "subscribers",
      counts: { meant: 2, clients: 1, sessions: 1 },
      receivers: [{ client_id: jerryId }],
      asked: { client_id: awayId, state: "offline" },
    });
    const stranger = await traceOf(lab.server, { ...all, receiver: "stranger" });
    expect(stranger.asked).toMatchObject({ state: "absent", reason: "not-subscribed" });
    await traceWhen(lab.server, all, (found) => of(found, jerryId)?.state === "received");
  });

  it("counts whom a broadcast reached", async () => {
    const service = await createTestService(lab.server);
    const jerryId = lab.name("Jerry");
    const jerry = await lab.login(jerryId);
    const received = nextEvent(jerry.client, "message");
    const reply = await lab.server.call("POST", "/1.2/rtm/broadcasts", {
      body: { from_client: "service", conv_id: service, message: '{"_lctype":-1,"_lctext":"to all"}' },
    });
    await received;
    const { messageId, timestamp } = sendReplySchema.parse(reply.body);
    const place = { conv_id: service, msg_id: messageId, timestamp };
    const trace = await traceWhen(lab.server, { ...place, receiver: "away" });
    expect(trace).toMatchObject({ scope: "everyone", counts: { meant: null }, asked: { state: "offline" } });
    expect(of(trace, jerryId)?.sessions).toHaveLength(1);
  });
});

describe("what became of a message, whoever sent it", () => {
  let lab: Lab;
  let ahead = 0;
  beforeAll(async () => {
    lab = await openLab("leancloud-realtime-5", { now: () => Date.now() + ahead });
  });
  afterAll(() => lab.close());

  it("leaves out the sender's devices when REST says so", async () => {
    const [tomId, jerryId] = [lab.name("Tom"), lab.name("Jerry")];
    const tom = await lab.login(tomId);
    const conversation = await tom.client.createConversation({ members: [jerryId] });
    const send = async (no_sync: boolean) => {
      const sent = await sendTestMessage(lab.server, conversation.id, "by REST", {
        from_client: tomId,
        no_sync,
      });
      return traceWhen(lab.server, {
        conv_id: conversation.id,
        msg_id: sent.messageId,
        timestamp: sent.timestamp,
      });
    };
    const alone = await send(true);
    expect(alone).toMatchObject({ via: "rest", session: null, counts: { meant: 1, clients: 0 } });
    expect(of(alone, tomId)).toMatchObject({ state: "excluded", reason: "no-sync", is_sender: true });
    expect(of(await send(false), tomId)).toMatchObject({ state: "pushed", sessions: [{ sent: true }] });
  });

  it("counts a client once, however its sessions came into a room", async () => {
    const room = await createTestChatroom(lab.server);
    const [jerryId, spikeId] = [lab.name("Jerry"), lab.name("Spike")];
    const devices = [];
    for (const clientId of [jerryId, spikeId, jerryId]) {
      const device = await connectRaw(lab.server);
      await device.open(clientId);
      await device.ask({ cmd: "conv", op: "add", convMessage: { cid: room, m: [clientId] } });
      devices.push(device);
    }
    const reply = await lab.server.call("POST", `/1.2/rtm/chatrooms/${room}/messages`, {
      body: { from_client: "Tom", message: "hello" },
    });
    const { messageId, timestamp } = sendReplySchema.parse(reply.body);
    const trace = await traceWhen(lab.server, { conv_id: room, msg_id: messageId, timestamp });
    expect(trace).toMatchObject({ counts: { clients: 2, sessions: 3 }, is_sample: false });
    expect(of(trace, jerryId)?.sessions).toHaveLength(2);
    for (const device of devices) device.close();
  });

  it("knows the JSON protocol's clients too", async () => {
    const [tomId, jerryId] = [lab.name("tom"), lab.name("jerry")];
    const [tom, jerry] = [tomId, jerryId].map((peerId) => createChatClient(lab.server, { peerId }));
    await tom?.open();
    await jerry?.open();
    const received = jerry ? nextChatEvent(jerry, "message") : null;
    const sent = await tom?.send("hello", jerryId);
    await received;
    const conv_id = peerConversationId(tomId, jerryId);
    const place = { conv_id, msg_id: sent?.uid ?? "", timestamp: sent?.t ?? 0 };
    const trace = await traceWhen(lab.server, place, (found) => of(found, jerryId)?.state === "read");
    expect(trace).toMatchObject({ via: "socket", session: { protocol: "json", user_agent: null } });
    expect(of(trace, jerryId)?.sessions).toMatchObject([{ sent: true, login: { protocol: "json" } }]);
    await Promise.all([tom?.close(), jerry?.close()]);
  });

  it("says what it has not noted, and shows what is known since", async () => {
    const jerryId = lab.name("Jerry");
    const conversation = await (await lab.login(lab.name("Tom"))).client.createConversation({
      members: [jerryId],
    });
    const messages = [{ from_client: "Tom", message: "from elsewhere", timestamp: Date.now() + 10 }];
    const body = { conv_id: conversation.id, messages };
    const imported = await lab.server.call("POST", "/parley/1/import/messages", { body });
    const { results } = imported.body as { results: { "msg-id": string; timestamp: number }[] };
    const place = {
      conv_id: conversation.id,
      msg_id: results[0]?.["msg-id"] ?? "",
      timestamp: results[0]?.timestamp ?? 0,
    };
    expect(await traceOf(lab.server, place)).toMatchObject({
      recorded: false,
      expired: false,
      via: null,
      scope: null,
      counts: { clients: null, sessions: null, received: 0 },
    });
    const jerry = await lab.login(jerryId);
    await (await jerry.client.getConversation(conversation.id)).read();
    await traceWhen(lab.server, place, (trace) => of(trace, jerryId)?.state === "read");
    expect(await traceOf(lab.server, { ...place, conv_id: "another" })).toMatchObject({ receivers: [] });
    ahead = 8 * 86_400_000;
    expect(await traceOf(lab.server, place)).toMatchObject({ recorded: false, expired: true });
    ahead = 0;
  });

  it("asks for the master key", async () => {
    const query = { conv_id: "c", msg_id: "m", timestamp: 1 };
    expect((await lab.server.call("GET", "/parley/1/messages/trace", { query, key: "app" })).status).toBe(
      400,
    );
  });
});
