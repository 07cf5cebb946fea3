import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { unproven } from "../testing/command-proof";
import { type Lab, openLab } from "../testing/devices";
import { connectRaw } from "../testing/raw-client";
import { nextEvent, nextEvents, sdkPackages } from "../testing/sdk";

describe.each(sdkPackages)("messages with %s", (sdk) => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await openLab(sdk);
  });
  afterAll(() => lab.close());

  /** Two clients on two devices in one conversation. */
  async function pair() {
    const [tomId, jerryId] = [lab.name("Tom"), lab.name("Jerry")];
    const tom = await lab.login(tomId);
    const jerry = await lab.login(jerryId);
    const invited = nextEvent(jerry.client, "invited");
    const conversation = await tom.client.createConversation({ members: [jerryId] });
    await invited;
    const same = await jerry.client.getConversation(conversation.id);
    return { tom, jerry, conversation, same };
  }

  it("reaches the other members and the sender's other devices, in order", async () => {
    const { tom, jerry, conversation } = await pair();
    const second = await lab.login(tom.client.id);
    // While the SDK still fetches a message's conversation, a later message can overtake it in there.
    await second.client.getConversation(conversation.id);
    const atJerry = nextEvents(jerry.client, "message", 20);
    const atSecond = nextEvents(second.client, "message", 20);
    const { TextMessage } = tom.device.sdk;
    const texts = Array.from({ length: 20 }, (_, index) => `message ${index}`);
    const sent = await Promise.all(texts.map((text) => conversation.send(new TextMessage(text))));
    expect(await atJerry).toMatchObject(texts.map((text) => ({ text, from: tom.client.id })));
    expect(await atSecond).toMatchObject(sent.map(({ id }) => ({ id })));
    const times = sent.map(({ timestamp }) => timestamp.getTime());
    expect(new Set(times).size).toBe(20);
    expect(times).toEqual([...times].sort((a, b) => a - b));
  });

  it("does not keep transient messages", async () => {
    const { tom, jerry, conversation } = await pair();
    const received = nextEvent(jerry.client, "message");
    await conversation.send(new tom.device.sdk.TextMessage("typing"), { transient: true });
    expect((await received)[0]).toMatchObject({ text: "typing" });
    expect(await conversation.queryMessages({})).toEqual([]);
  });

  it("carries bytes", async () => {
    const { tom, jerry, conversation, same } = await pair();
    const received = nextEvent(jerry.client, "message");
    const bytes = Uint8Array.from([0, 1, 2, 253, 254, 255]);
    await conversation.send(new tom.device.sdk.BinaryMessage(bytes.buffer));
    const [message] = await received;
    expect(message).toMatchObject({ buffer: expect.anything() });
    const [stored] = await same.queryMessages({});
    for (const each of [message, stored]) {
      expect([...new Uint8Array(Reflect.get(Object(each), "buffer"))]).toEqual([...bytes]);
    }
  });

  it("tells of mentions, of one and of all", async () => {
    const { tom, jerry, conversation } = await pair();
    const { TextMessage } = tom.device.sdk;
    const received = nextEvents(jerry.client, "message", 2);
    await conversation.send(new TextMessage("you").setMentionList([jerry.client.id]));
    await conversation.send(new TextMessage("all").mentionAll());
    expect(await received).toMatchObject([{ mentioned: true }, { mentioned: true, mentionedAll: true }]);
  });

  it("tells the sender of delivery and reading", async () => {
    const { tom, conversation, same } = await pair();
    const delivered = nextEvent(conversation, "lastdeliveredatupdate");
    const sent = await conversation.send(new tom.device.sdk.TextMessage("seen?"), { receipt: true });
    await delivered;
    expect(conversation.lastDeliveredAt?.getTime()).toBeGreaterThanOrEqual(sent.timestamp.getTime());
    const read = nextEvent(conversation, "lastreadatupdate");
    await same.read();
    await read;
    expect(conversation.lastReadAt?.getTime()).toBeGreaterThanOrEqual(sent.timestamp.getTime());
    await conversation.fetchReceiptTimestamps();
    expect(conversation.lastReadAt?.getTime()).toBeGreaterThanOrEqual(sent.timestamp.getTime());
  });

  it("counts unread messages over a lost connection until they are read", async () => {
    const { tom, jerry, conversation, same } = await pair();
    const { TextMessage } = tom.device.sdk;
    await jerry.client.close();
    await conversation.send(new TextMessage("one"));
    await conversation.send(new TextMessage("two").setMentionList([jerry.client.id]));
    const device = await lab.device();
    const [again, [conversations]] = await loginWithUnread(device, jerry.client.id);
    expect(conversations).toMatchObject([
      { id: same.id, unreadMessagesCount: 2, unreadMessagesMentioned: true },
    ]);
    const [other] = await loginWithUnread(await lab.device(), jerry.client.id);
    const cleared = nextEvent(other, "unreadmessagescountupdate");
    const open = await again.getConversation(same.id);
    await open.read();
    expect((await cleared)[0]).toMatchObject([{ id: same.id, unreadMessagesCount: 0 }]);
    const rest = await lab.server.call("GET", `/1.2/rtm/clients/${jerry.client.id}/unread-count`);
    expect(rest.body).toEqual({ count: 0 });
  });

  async function loginWithUnread(device: Awaited<ReturnType<Lab["device"]>>, clientId: string) {
    const client = await device.realtime.createIMClient(clientId);
    return [client, await nextEvent(client, "unreadmessagescountupdate")] as const;
  }

  it("pages through history both ways", async () => {
    const { tom, conversation, same } = await pair();
    const { TextMessage, MessageQueryDirection } = tom.device.sdk;
    for (let index = 0; index < 7; index += 1) await conversation.send(new TextMessage(`${index}`));
    const texts = (rows: unknown[]) => rows.map((row) => Reflect.get(Object(row), "text"));
    const latest = await same.queryMessages({ limit: 3 });
    expect(texts(latest)).toEqual(["4", "5", "6"]);
    const [first] = latest;
    const older = await same.queryMessages({
      limit: 2,
      beforeTime: first?.timestamp,
      beforeMessageId: first?.id,
    });
    expect(texts(older)).toEqual(["2", "3"]);
    const newer = await same.queryMessages({
      direction: MessageQueryDirection.OLD_TO_NEW,
      startTime: older[0]?.timestamp,
      startMessageId: older[0]?.id,
      startClosed: true,
      limit: 3,
    });
    expect(texts(newer)).toEqual(["2", "3", "4"]);
    const iterator = same.createMessagesIterator({ limit: 4 });
    expect(texts((await iterator.next()).value)).toEqual(["3", "4", "5", "6"]);
    expect(texts((await iterator.next()).value)).toEqual(["0", "1", "2"]);
  });

  it("finds messages of one type", async () => {
    const { tom, conversation } = await pair();
    const { TextMessage, Message } = tom.device.sdk;
    await conversation.send(new TextMessage("typed"));
    await conversation.send(new Message("plain"));
    const found = await conversation.queryMessages({ type: -1 });
    expect(found).toMatchObject([{ text: "typed" }]);
  });

  it("finds messages of one type behind a thousand others", async () => {
    const { conversation, tom } = await pair();
    const start = Date.now() - 86_400_000;
    const messages = Array.from({ length: 1500 }, (_, index) => ({
      from_client: tom.client.id,
      timestamp: start + index,
      message: index === 3 ? '{"_lctype":-1,"_lctext":"long ago"}' : `${index}`,
    }));
    for (let at = 0; at < messages.length; at += 500) {
      await lab.server.call("POST", "/parley/1/import/messages", {
        body: { conv_id: conversation.id, messages: messages.slice(at, at + 500) },
      });
    }
    expect(await conversation.queryMessages({ type: -1 })).toMatchObject([{ text: "long ago" }]);
  });

  it("edits and recalls, at once and for who comes back", async () => {
    const { tom, jerry, conversation } = await pair();
    const { TextMessage } = tom.device.sdk;
    const message = await conversation.send(new TextMessage("before"));
    const edited = nextEvent(jerry.client, "messageupdate");
    await conversation.update(message, new TextMessage("after"));
    expect((await edited)[0]).toMatchObject({ id: message.id, text: "after" });

    const back = nextEvent(jerry.client, "reconnect");
    const recalled = nextEvent(jerry.client, "messagerecall");
    jerry.device.cut();
    await conversation.recall(message);
    expect((await recalled)[0]).toMatchObject({ id: message.id, type: -127 });
    await back;
    expect(await conversation.queryMessages({})).toMatchObject([{ type: -127 }]);
    const place = { conv_id: conversation.id, msg_id: message.id, timestamp: message.timestamp.getTime() };
    const versions = await lab.server.call("GET", "/parley/1/messages/versions", { query: place });
    const by = tom.client.id;
    expect(versions.body).toMatchObject({
      results: [
        { cause: "edit", by, operation_id: null },
        { cause: "recall", by },
      ],
    });
  });

  it("refuses to change another's message", async () => {
    const { tom, jerry, conversation, same } = await pair();
    const received = nextEvent(jerry.client, "message");
    const message = await conversation.send(new tom.device.sdk.TextMessage("mine"));
    await received;
    await expect(same.recall(message)).rejects.toMatchObject({ code: 4403 });
    const pointer = { id: "no-such-message", timestamp: new Date() };
    await expect(conversation.recall(pointer)).rejects.toMatchObject({ code: 4404 });
  });

  it("tells the sender, and nobody else, that the word filter has changed a message", async () => {
    const { tom, jerry, conversation } = await pair();
    await lab.server.call("PUT", "/parley/1/settings", { body: { wordFilter: ["darn"] } });
    const received = nextEvent(jerry.client, "message");
    const changed = nextEvent<unknown[]>(conversation, "messageupdate");
    const sent = await conversation.send(new tom.device.sdk.TextMessage("oh darn"));
    expect((await received)[0]).toMatchObject({ id: sent.id, text: "oh ***" });
    expect(await changed).toMatchObject([
      { id: sent.id, text: "oh ***" },
      { code: 4408, detail: "MESSAGE_MODIFIED_BY_CENSORSHIP" },
    ]);
    const told = lab.frames.filter(({ command }) => command.patchMessage?.patches?.[0]?.mid === sent.id);
    expect(told.map(({ command }) => command.peerId)).toEqual([tom.client.id]);
    await lab.server.call("PUT", "/parley/1/settings", { body: {} });
  });

  it("lets who may not speak any more recall, but not edit", async () => {
    const { jerry, conversation, same } = await pair();
    const { TextMessage } = jerry.device.sdk;
    const [first, second] = [
      await same.send(new TextMessage("one")),
      await same.send(new TextMessage("two")),
    ];
    await conversation.muteMembers([jerry.client.id]);
    await expect(same.update(first, new TextMessage("said after all"))).rejects.toMatchObject({ code: 4563 });
    await same.recall(first);
    await conversation.unmuteMembers([jerry.client.id]);
    await conversation.remove([jerry.client.id]);
    await expect(same.update(second, new TextMessage("from outside"))).rejects.toMatchObject({ code: 4401 });
    expect(await conversation.queryMessages({})).toMatchObject([{ type: -127 }, { text: "two" }]);
  });

  it("sends the will of who drops, and discards it on a proper close", async () => {
    const { tom, jerry, conversation, same } = await pair();
    const received = nextEvent(jerry.client, "message");
    await conversation.send(new tom.device.sdk.TextMessage("I was cut off"), { will: true });
    tom.device.cut();
    expect((await received)[0]).toMatchObject({ text: "I was cut off", from: tom.client.id });
    expect(await same.queryMessages({})).toEqual([]);

    const again = await lab.login(tom.client.id);
    const open = await again.client.getConversation(conversation.id);
    await open.send(new again.device.sdk.TextMessage("never said"), { will: true });
    const next = nextEvent(jerry.client, "message");
    await again.client.close();
    const path = `/1.2/rtm/conversations/${conversation.id}/messages`;
    await lab.server.call("POST", path, { body: { from_client: "x", message: "the next thing" } });
    expect((await next)[0]).toMatchObject({ content: "the next thing" });
  });

  it("tells a sender who was away of delivery", async () => {
    const { tom, jerry, conversation } = await pair();
    await jerry.client.close();
    const sent = await conversation.send(new tom.device.sdk.TextMessage("seen?"), { receipt: true });
    const delivered = nextEvent(conversation, "lastdeliveredatupdate");
    const back = nextEvent(tom.client, "reconnect");
    tom.device.cut();
    const again = await connectRaw(lab.server);
    await again.open(jerry.client.id);
    const online = async () =>
      (
        await lab.server.call("POST", "/1.2/rtm/clients/check-online", {
          body: { client_ids: [tom.client.id] },
        })
      ).body;
    while (JSON.stringify(await online()).includes(tom.client.id));
    const [cid, at] = [conversation.id, sent.timestamp.getTime()];
    again.send({ cmd: "ack", ackMessage: { cid, fromts: at, tots: at } });
    await Promise.all([back, delivered]);
    const read = nextEvent(conversation, "lastreadatupdate");
    again.send({ cmd: "read", readMessage: { convs: [{ cid, timestamp: at }] } });
    await read;
    expect(conversation.lastReadAt?.getTime()).toBeGreaterThanOrEqual(at);
    again.close();
  });

  it("is held to a silence for a time, and to what the app has switched off", async () => {
    const { tom, conversation } = await pair();
    const { TextMessage } = tom.device.sdk;
    const path = `/1.2/rtm/conversations/${conversation.id}/temporary-silenceds`;
    await lab.server.call("POST", path, { body: { client_id: tom.client.id, ttl: 60 } });
    await expect(conversation.send(new TextMessage("?"))).rejects.toMatchObject({
      code: 4315,
      message: "CONVERSATION_TEMPORARY_BLACKLISTED",
    });
    await lab.server.call("DELETE", path, { query: { client_id: tom.client.id } });
    const message = await conversation.send(new TextMessage("!"));
    const features = { edit: false, recall: false };
    await lab.server.call("PUT", "/parley/1/settings", { body: { features } });
    await expect(conversation.update(message, new TextMessage("edited"))).rejects.toMatchObject({
      code: 4406,
    });
    await expect(conversation.recall(message)).rejects.toMatchObject({ code: 4407 });
    await lab.server.call("PUT", "/parley/1/settings", { body: {} });
  });

  it("refuses too large a message, and one to a conversation of others", async () => {
    const { tom, conversation } = await pair();
    const { TextMessage } = tom.device.sdk;
    await expect(conversation.send(new TextMessage("x".repeat(6000)))).rejects.toMatchObject({ code: 4109 });
    const stranger = await lab.login(lab.name("Spike"));
    const foreign = await stranger.client.getConversation(conversation.id);
    await expect(foreign.send(new stranger.device.sdk.TextMessage("hi"))).rejects.toMatchObject({
      code: 4401,
      message: "INVALID_MESSAGING_TARGET",
    });
    await expect(foreign.queryMessages({})).rejects.toMatchObject({ code: 4317 });
  });

  it.runIf(sdk === "leancloud-realtime")("sends what was missed to clients that want it so", async () => {
    const { tom, jerry, conversation } = await pair();
    await jerry.client.close();
    const { TextMessage } = tom.device.sdk;
    await conversation.send(new TextMessage("one"));
    await conversation.send(new TextMessage("two"));
    const device = await lab.device({ pushOfflineMessages: true });
    const again = await device.realtime.createIMClient(jerry.client.id);
    expect(await nextEvents(again, "message", 2)).toMatchObject([{ text: "one" }, { text: "two" }]);
  });

  it("leaves no row of the table out", () => {
    expect(unproven("messages", lab.frames, sdk)).toEqual([]);
  });
});
