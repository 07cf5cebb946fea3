import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Lab, openLab } from "../testing/devices";
import { type EventClient, openEvents } from "../testing/event-client";
import { nextEvent, sdkPackages } from "../testing/sdk";

const at = expect.any(Number);

describe.each(sdkPackages)("the live events of what clients do with %s", { timeout: 60_000 }, (sdk) => {
  let lab: Lab;
  let events: EventClient;
  beforeAll(async () => {
    lab = await openLab(sdk);
    events = await openEvents(lab.server.url);
  });
  afterAll(async () => {
    events.close();
    await lab.close();
  });

  const presence = (client_id: string, online: boolean) => ({ type: "presence", client_id, online, at });

  it("tells when a client's first session comes and its last one goes", async () => {
    const tom = lab.name("Tom");
    const { client } = await lab.login(tom);
    await events.until(({ changes }) => changes.length > 0);
    expect(events.changes).toEqual([presence(tom, true)]);
    const second = await lab.login(tom);
    expect(await events.changesBy(() => second.client.close())).toEqual([]);
    const before = events.changes.length;
    await client.close();
    await events.until(({ changes }) => changes.length > before);
    expect(events.changes.slice(before)).toEqual([presence(tom, false)]);
  });

  it("tells of messages, edits, recalls, reading and members", async () => {
    const [tomId, jerryId, spikeId] = [lab.name("Tom"), lab.name("Jerry"), lab.name("Spike")];
    const tom = await lab.login(tomId);
    const jerry = await lab.login(jerryId);
    await events.until(({ changes }) => changes.some((change) => change.client_id === jerryId));
    const invited = nextEvent(jerry.client, "invited");
    let conv_id = "";
    expect(
      await events.changesBy(async () => {
        conv_id = (await tom.client.createConversation({ members: [jerryId] })).id;
      }),
    ).toEqual([{ type: "conversation", conv_id, at, change: "created" }]);
    await invited;
    const conversation = await tom.client.getConversation(conv_id);
    const same = await jerry.client.getConversation(conv_id);

    const { TextMessage } = tom.device.sdk;
    const message = new TextMessage("hello");
    const received = nextEvent(jerry.client, "message");
    expect(await events.changesBy(() => conversation.send(message))).toMatchObject([
      { type: "message", conv_id, client_id: null, message: { "msg-id": message.id, from: tomId } },
    ]);
    await received;
    const read = nextEvent(jerry.client, "unreadmessagescountupdate");
    expect(
      await events.changesBy(async () => {
        await same.read();
        await read;
      }),
    ).toEqual([{ type: "read", conv_id, at, client_id: jerryId, read_at: message.timestamp.getTime() }]);
    expect(
      await events.changesBy(() => conversation.update(message, new TextMessage("edited"))),
    ).toMatchObject([{ type: "message-changed", conv_id, message: { "msg-id": message.id } }]);
    expect(await events.changesBy(() => conversation.recall(message))).toMatchObject([
      { type: "message-changed", conv_id, message: { "msg-id": message.id, recall: true } },
    ]);
    const members = { type: "members", conv_id, at };
    expect(await events.changesBy(() => conversation.add([spikeId]))).toEqual([
      { ...members, added: [spikeId], removed: [] },
    ]);
    expect(await events.changesBy(() => same.quit())).toEqual([
      { ...members, added: [], removed: [jerryId] },
    ]);
    expect(await events.changesBy(() => conversation.mute())).toEqual([
      { type: "restrictions", conv_id, at },
    ]);
    conversation.set("name", "Cats");
    expect(await events.changesBy(() => conversation.save())).toEqual([
      { type: "conversation", conv_id, at, change: "updated" },
    ]);
  });

  it("says after a restart that nobody is online, and who comes back", async () => {
    const tom = lab.name("Tom");
    await lab.login(tom);
    await events.until(({ changes }) => changes.some((change) => change.client_id === tom));
    const { lastId } = events;
    await lab.server.restart();
    await events.ended;
    events = await openEvents(lab.server.url, { lastEventId: lastId });
    await events.until(({ changes }) => changes.some((change) => change.client_id === tom));
    expect(events.changes.filter(({ type }) => type === "presence-cleared")).toHaveLength(1);
    expect(events.changes[0]).toEqual({ type: "presence-cleared", at });
    expect(events.changes).toContainEqual(presence(tom, true));
    expect(events.changes).not.toContainEqual(expect.objectContaining({ type: "presence", online: false }));
  });
});
