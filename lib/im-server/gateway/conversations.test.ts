import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { unproven } from "../testing/command-proof";
import { type Lab, openLab } from "../testing/devices";
import { nextEvent, sdkPackages } from "../testing/sdk";

/** Tells events of the change itself from those of what went before. */
const concerning =
  (...ids: string[]) =>
  (payload: unknown) => {
    const members: unknown = Reflect.get(Object(payload), "members");
    return JSON.stringify(members) === JSON.stringify(ids);
  };

describe.each(sdkPackages)("conversations with %s", (sdk) => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await openLab(sdk);
  });
  afterAll(() => lab.close());

  it("creates with attributes and finds again by them", async () => {
    const [tomId, jerryId] = [lab.name("Tom"), lab.name("Jerry")];
    const { client } = await lab.login(tomId);
    const color = lab.name("color");
    const created = await client.createConversation({
      members: [jerryId],
      name: "Cats",
      color,
      attr: { a: 1 },
    });
    expect(created.members.sort()).toEqual([jerryId, tomId].sort());
    const again = await lab.login(jerryId);
    const found = await again.client.getQuery().equalTo("color", color).find();
    expect(found).toMatchObject([{ id: created.id, name: "Cats", creator: tomId }]);
    expect(found[0]?.get("attr")).toEqual({ a: 1 });
    expect(
      await again.client.getQuery().startsWith("name", "C").containsMembers([tomId]).find(),
    ).toHaveLength(1);
    expect(await again.client.getQuery().equalTo("objectId", "no-such-id").find()).toEqual([]);
    await expect(again.client.getQuery().matches("name", "(").find()).rejects.toMatchObject({ code: 4310 });
  });

  it("reuses the unique conversation of the same members", async () => {
    const { client } = await lab.login(lab.name("Tom"));
    const members = [lab.name("Jerry")];
    const first = await client.createConversation({ members, unique: true, name: "one" });
    const second = await client.createConversation({ members, unique: true, name: "two" });
    const third = await client.createConversation({ members, unique: false });
    expect(second.id).toBe(first.id);
    expect(third.id).not.toBe(first.id);
  });

  it("tells everyone concerned of invitations, joins, removals and leaving", async () => {
    const [tomId, jerryId, spikeId] = [lab.name("Tom"), lab.name("Jerry"), lab.name("Spike")];
    const [tom, jerry, spike] = await Promise.all([tomId, jerryId, spikeId].map((id) => lab.login(id)));
    if (!tom || !jerry || !spike) throw new Error("three clients logged in");
    const jerryInvited = nextEvent(jerry.client, "invited");
    const conversation = await tom.client.createConversation({ members: [jerryId] });
    expect(await jerryInvited).toMatchObject([{ invitedBy: tomId }, { id: conversation.id }]);

    const spikeInvited = nextEvent(spike.client, "invited");
    const jerrySees = nextEvent(jerry.client, "membersjoined", concerning(spikeId));
    const added = await conversation.add([spikeId]);
    expect(added.successfulClientIds).toEqual([spikeId]);
    expect(await spikeInvited).toMatchObject([{ invitedBy: tomId }, { id: conversation.id }]);
    expect(await jerrySees).toMatchObject([{ members: [spikeId], invitedBy: tomId }, {}]);

    const kicked = nextEvent(spike.client, "kicked");
    const left = nextEvent(jerry.client, "membersleft");
    await conversation.remove([spikeId]);
    expect(await kicked).toMatchObject([{ kickedBy: tomId }, { id: conversation.id }]);
    expect(await left).toMatchObject([{ members: [spikeId], kickedBy: tomId }, {}]);

    const joins = nextEvent(
      tom.client,
      "membersjoined",
      (payload) => Reflect.get(Object(payload), "invitedBy") === spikeId,
    );
    const seenBySpike = await spike.client.getConversation(conversation.id);
    await seenBySpike.join();
    expect(await joins).toMatchObject([{ members: [spikeId], invitedBy: spikeId }, {}]);
    const quits = nextEvent(
      tom.client,
      "membersleft",
      (payload) => Reflect.get(Object(payload), "kickedBy") === spikeId,
    );
    await seenBySpike.quit();
    expect(await quits).toMatchObject([{ members: [spikeId], kickedBy: spikeId }, {}]);
    expect(await conversation.count()).toBe(2);
  });

  it("changes attributes, and tells the others", async () => {
    const [tomId, jerryId] = [lab.name("Tom"), lab.name("Jerry")];
    const tom = await lab.login(tomId);
    const jerry = await lab.login(jerryId);
    const conversation = await tom.client.createConversation({
      members: [jerryId],
      name: "old",
      attr: { x: 1 },
    });
    await jerry.client.getConversation(conversation.id);
    const told = nextEvent(jerry.client, "conversationinfoupdated");
    conversation.name = "new";
    conversation.set("attr.y", 2);
    await conversation.save();
    expect(await told).toMatchObject([
      { attributes: { name: "new", attr: { x: 1, y: 2 } }, updatedBy: tomId },
      {},
    ]);
    await conversation.fetch();
    expect(conversation.name).toBe("new");
    expect(conversation.get("attr")).toEqual({ x: 1, y: 2 });
  });

  it("mutes offline push for oneself", async () => {
    const { client } = await lab.login(lab.name("Tom"));
    const conversation = await client.createConversation({ members: ["x"] });
    await conversation.mute();
    expect(conversation.muted).toBe(true);
    await conversation.fetch();
    expect(conversation.mutedMembers).toEqual([client.id]);
    await conversation.unmute();
    await conversation.fetch();
    expect(conversation.muted).toBe(false);
  });

  it("silences, lifts, and lists", async () => {
    const [tomId, jerryId] = [lab.name("Tom"), lab.name("Jerry")];
    const tom = await lab.login(tomId);
    const jerry = await lab.login(jerryId);
    const conversation = await tom.client.createConversation({ members: [jerryId] });
    const seenByJerry = await jerry.client.getConversation(conversation.id);
    const muted = nextEvent(jerry.client, "muted");
    expect((await conversation.muteMembers([jerryId])).successfulClientIds).toEqual([jerryId]);
    expect(await muted).toMatchObject([{ mutedBy: tomId }, {}]);
    expect((await conversation.queryMutedMembers()).results).toEqual([jerryId]);
    await expect(seenByJerry.send(new jerry.device.sdk.TextMessage("?"))).rejects.toMatchObject({
      code: 4563,
    });
    const unmuted = nextEvent(jerry.client, "unmuted");
    await conversation.unmuteMembers([jerryId]);
    await unmuted;
    await seenByJerry.send(new jerry.device.sdk.TextMessage("!"));
    await expect(seenByJerry.muteMembers([tomId])).rejects.toMatchObject({ code: 4320 });
  });

  it("blocks, refuses to add again, and unblocks", async () => {
    const [tomId, jerryId] = [lab.name("Tom"), lab.name("Jerry")];
    const tom = await lab.login(tomId);
    const jerry = await lab.login(jerryId);
    const conversation = await tom.client.createConversation({ members: [jerryId] });
    const seenByJerry = await jerry.client.getConversation(conversation.id);
    const blocked = nextEvent(jerry.client, "blocked");
    const kicked = nextEvent(jerry.client, "kicked");
    await conversation.blockMembers([jerryId]);
    expect(await blocked).toMatchObject([{ blockedBy: tomId }, {}]);
    await kicked;
    expect((await conversation.queryBlockedMembers()).results).toEqual([jerryId]);
    const again = await conversation.add([jerryId]);
    expect(again).toMatchObject({
      successfulClientIds: [],
      failures: [{ code: 4548, clientIds: [jerryId] }],
    });
    await expect(seenByJerry.join()).rejects.toMatchObject({ code: 4548 });
    const unblocked = nextEvent(jerry.client, "unblocked");
    await conversation.unblockMembers([jerryId]);
    await unblocked;
    await seenByJerry.join();
    expect(await conversation.count()).toBe(2);
  });

  it("gives roles, and binds the owner once there are any", async () => {
    const [tomId, jerryId] = [lab.name("Tom"), lab.name("Jerry")];
    const tom = await lab.login(tomId);
    const jerry = await lab.login(jerryId);
    const { ConversationMemberRole } = tom.device.sdk;
    const conversation = await tom.client.createConversation({ members: [jerryId] });
    if (!(conversation instanceof tom.device.sdk.Conversation)) throw new Error("a normal conversation");
    const seenByJerry = await jerry.client.getConversation(conversation.id);
    const told = nextEvent(jerry.client, "memberinfoupdated");
    await conversation.updateMemberRole(jerryId, ConversationMemberRole.MANAGER);
    expect(await told).toMatchObject([{ member: jerryId, updatedBy: tomId }, {}]);
    await expect(seenByJerry.blockMembers([tomId])).rejects.toMatchObject({ code: 4320 });
    await expect(conversation.quit()).rejects.toMatchObject({ code: 4324 });
  });

  it("lets the creator leave while there are no roles", async () => {
    const { client } = await lab.login(lab.name("Tom"));
    const conversation = await client.createConversation({ members: ["x"] });
    await conversation.quit();
    expect(await conversation.count()).toBe(1);
  });

  it("has temporary conversations that are reused, kept from history, and end", async () => {
    const [tomId, jerryId] = [lab.name("Tom"), lab.name("Jerry")];
    const tom = await lab.login(tomId);
    const jerry = await lab.login(jerryId);
    const conversation = await tom.client.createTemporaryConversation({ members: [jerryId], ttl: 3600 });
    expect(conversation.id).toMatch(/^_tmp:/);
    const same = await tom.client.createTemporaryConversation({ members: [jerryId] });
    expect(same.id).toBe(conversation.id);
    const received = nextEvent(jerry.client, "message");
    await conversation.send(new tom.device.sdk.TextMessage("soon gone"));
    expect(await received).toMatchObject([{ text: "soon gone" }, { id: conversation.id }]);
    expect(await conversation.queryMessages({})).toEqual([]);
    const found = await jerry.client.getConversation(conversation.id);
    expect(Reflect.get(found, "expiredAt").getTime()).toBeGreaterThan(Date.now() + 3_500_000);
    expect(await tom.client.getQuery().equalTo("objectId", conversation.id).find()).toEqual([]);
  });

  it("clears temporary conversations away when their time is over", async () => {
    const clock = { ahead: 0 };
    const own = await openLab(sdk, {
      now: () => Date.now() + clock.ahead,
      gateway: { temporarySweepInterval: 20 },
    });
    const { client, device } = await own.login("Tom");
    const conversation = await client.createTemporaryConversation({ members: ["x"], ttl: 60 });
    clock.ahead = 61_000;
    const message = new device.sdk.TextMessage("too late");
    await expect(conversation.send(message)).rejects.toMatchObject({ code: 4323 });
    await own.close();
  });

  it("is no temporary conversation of more than ten, nor for longer than a month", async () => {
    const { client } = await lab.login(lab.name("Tom"));
    const members = Array.from({ length: 9 }, () => lab.name("member"));
    const ttl = 90 * 86_400;
    const conversation = await client.createTemporaryConversation({ members, ttl });
    const month = Date.now() + 2_592_000_000;
    expect(Reflect.get(conversation, "expiredAt").getTime()).toBeLessThanOrEqual(month);
    await expect(
      client.createTemporaryConversation({ members: [...members, lab.name("member")] }),
    ).rejects.toMatchObject({ code: 4304 });
  });

  it("is full at five hundred, and says so of each who does not fit", async () => {
    const tom = lab.name("Tom");
    const { client } = await lab.login(tom);
    const others = Array.from({ length: 498 }, (_, index) => `${tom}-${index}`);
    const conversation = await client.createConversation({ members: others });
    const { successfulClientIds, failures } = await conversation.add(["a", "b"]);
    expect(successfulClientIds).toEqual(["a"]);
    expect(failures).toMatchObject([{ code: 4304, clientIds: ["b"] }]);
    await expect(client.createConversation({ members: [...others, "a", "b"] })).rejects.toMatchObject({
      code: 4304,
    });
  });

  it("has neither roles nor blocks where the app has switched them off", async () => {
    const { client, device } = await lab.login(lab.name("Tom"));
    const conversation = await client.createConversation({ members: ["x"] });
    if (!(conversation instanceof device.sdk.Conversation)) throw new Error("a normal conversation");
    const features = { roles: false, blacklist: false };
    await lab.server.call("PUT", "/parley/1/settings", { body: { features } });
    const { MANAGER } = device.sdk.ConversationMemberRole;
    await expect(conversation.updateMemberRole("x", MANAGER)).rejects.toMatchObject({ code: 4325 });
    await expect(conversation.blockMembers(["x"])).rejects.toMatchObject({ code: 4544 });
    await lab.server.call("PUT", "/parley/1/settings", { body: {} });
  });

  it("keeps one chat room per session, counts who is there, and finds it again", async () => {
    const [tomId, jerryId] = [lab.name("Tom"), lab.name("Jerry")];
    const tom = await lab.login(tomId);
    const jerry = await lab.login(jerryId);
    const room = await tom.client.createChatRoom({ name: lab.name("room") });
    const [found] = await jerry.client.getChatRoomQuery().equalTo("name", room.name).find();
    if (!found) throw new Error("the room was found");
    await found.join();
    expect(await room.count()).toBe(2);
    const online = await lab.server.call("GET", `/1.2/rtm/chatrooms/${room.id}/members`);
    expect(online.body).toMatchObject({ result: expect.arrayContaining([tomId, jerryId]) });
    const received = nextEvent(jerry.client, "message");
    await room.send(new tom.device.sdk.TextMessage("to the room"));
    expect(await received).toMatchObject([{ text: "to the room" }, { id: room.id }]);

    const back = nextEvent(jerry.client, "reconnect");
    jerry.device.cut();
    await back;
    expect(await room.count()).toBe(2);
    const after = nextEvent(jerry.client, "message");
    await room.send(new tom.device.sdk.TextMessage("still here"));
    expect(await after).toMatchObject([{ text: "still here" }, {}]);

    const restored = [tom, jerry].map(({ client }) => nextEvent(client, "reconnect"));
    await lab.server.restart();
    await Promise.all(restored);
    expect(await room.count()).toBe(2);

    const other = await jerry.client.createChatRoom({ name: "other" });
    expect(await room.count()).toBe(1);
    expect(await other.count()).toBe(1);
    await other.quit();
    expect(await other.count()).toBe(0);
    expect(await room.queryMessages({})).toHaveLength(2);
  });

  it("subscribes to service conversations, and talks with them", async () => {
    const tom = await lab.login(lab.name("Tom"));
    const created = await lab.server.call("POST", "/1.2/rtm/service-conversations", {
      body: { name: "News" },
    });
    const id = String(Reflect.get(Object(created.body), "objectId"));
    const [service] = await tom.client.getServiceConversationQuery().equalTo("objectId", id).find();
    if (!service) throw new Error("the service was found");
    await service.subscribe();
    const path = `/1.2/rtm/service-conversations/${id}`;
    expect((await lab.server.call("GET", `${path}/subscribers/count`)).body).toEqual({ count: 1 });

    const toOne = nextEvent(tom.client, "message");
    await lab.server.call("POST", `${path}/messages`, {
      body: { from_client: "news", to_clients: [tom.client.id], message: "for you" },
    });
    expect(await toOne).toMatchObject([{ content: "for you" }, { id }]);
    const toAll = nextEvent(tom.client, "message");
    await lab.server.call("POST", `${path}/broadcasts`, {
      body: { from_client: "news", message: "for all" },
    });
    expect(await toAll).toMatchObject([{ content: "for all" }, { id }]);

    await service.send(new tom.device.sdk.TextMessage("hello, news"));
    const inbox = await lab.server.call("GET", "/1.1/classes/_SysMessage", {
      query: { where: JSON.stringify({ from: tom.client.id }) },
    });
    expect(inbox.body).toMatchObject({ results: [{ from: tom.client.id, conv: { objectId: id } }] });
    const history = await service.queryMessages({});
    expect(history).toHaveLength(3);
    await service.unsubscribe();
    expect((await lab.server.call("GET", `${path}/subscribers/count`)).body).toEqual({ count: 0 });
  });

  it("leaves no row of the table out", () => {
    expect(unproven("conversations", lab.frames, sdk)).toEqual([]);
  });
});
