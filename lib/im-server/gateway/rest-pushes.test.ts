import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Lab, openLab } from "../testing/devices";
import { nextEvent, sdkPackages } from "../testing/sdk";

describe.each(sdkPackages)("what REST does reaches %s", (sdk) => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await openLab(sdk);
  });
  afterAll(() => lab.close());

  async function open() {
    const jerry = await lab.login(lab.name("Jerry"));
    const settled = nextEvent(jerry.client, "membersjoined");
    const conversation = await jerry.client.createConversation({ members: ["x"] });
    await settled;
    return { jerry, conversation, path: `/1.2/rtm/conversations/${conversation.id}` };
  }

  it("messages, edits and recalls", async () => {
    const { jerry, path } = await open();
    const received = nextEvent(jerry.client, "message");
    const sent = await lab.server.call("POST", `${path}/messages`, {
      body: { from_client: "x", message: '{"_lctype":-1,"_lctext":"hi"}' },
    });
    expect(await received).toMatchObject([{ text: "hi", from: "x" }, {}]);
    const { "msg-id": id, timestamp } = Object(sent.body);
    const edited = nextEvent(jerry.client, "messageupdate");
    await lab.server.call("PUT", `${path}/messages/${id}`, {
      body: { from_client: "x", message: '{"_lctype":-1,"_lctext":"hi!"}', timestamp },
    });
    expect((await edited)[0]).toMatchObject({ id, text: "hi!" });
    const recalled = nextEvent(jerry.client, "messagerecall");
    await lab.server.call("PUT", `${path}/messages/${id}/recall`, { body: { from_client: "x", timestamp } });
    expect((await recalled)[0]).toMatchObject({ id });
  });

  it("member changes and new attributes", async () => {
    const { jerry, conversation, path } = await open();
    const joined = nextEvent(conversation, "membersjoined");
    await lab.server.call("POST", `${path}/members`, { body: { client_ids: ["y"] } });
    expect(await joined).toMatchObject([{ members: ["y"] }]);
    const updated = nextEvent(jerry.client, "conversationinfoupdated");
    await lab.server.call("PUT", path, { body: { name: "renamed" } });
    expect(await updated).toMatchObject([{ attributes: { name: "renamed" } }, {}]);
    const kicked = nextEvent(jerry.client, "kicked");
    await lab.server.call("DELETE", `${path}/members`, { body: { client_ids: [jerry.client.id] } });
    expect(await kicked).toMatchObject([{}, { id: conversation.id }]);
  });

  it("roles that are given, changed and taken away", async () => {
    const { jerry, path } = await open();
    const told = () => nextEvent(jerry.client, "memberinfoupdated");
    const given = told();
    const { body } = await lab.server.call("POST", `${path}/member-infos`, {
      body: { clientId: "x", role: "Manager" },
    });
    expect(await given).toMatchObject([{ member: "x", memberInfo: { role: "Manager" } }, {}]);
    const info = `${path}/member-infos/${Reflect.get(Object(body), "objectId")}`;
    const changed = told();
    await lab.server.call("PUT", info, { body: { role: "Member" } });
    expect(await changed).toMatchObject([{ member: "x", memberInfo: { role: "Member" } }, {}]);
    const raised = told();
    await lab.server.call("PUT", info, { body: { role: "Manager" } });
    await raised;
    const taken = told();
    await lab.server.call("DELETE", info);
    expect(await taken).toMatchObject([{ member: "x", memberInfo: { role: "Member" } }, {}]);
  });

  it("members that are written as data", async () => {
    const { jerry, conversation } = await open();
    const spike = await lab.login(lab.name("Spike"));
    const object = `/1.1/classes/_Conversation/${conversation.id}`;
    const joined = nextEvent(conversation, "membersjoined");
    const invited = nextEvent(spike.client, "invited");
    const add = { m: { __op: "AddUnique", objects: [spike.client.id, "x"] } };
    await lab.server.call("PUT", object, { body: add });
    expect(await joined).toMatchObject([{ members: [spike.client.id] }]);
    expect(await invited).toMatchObject([{}, { id: conversation.id }]);
    const left = nextEvent(conversation, "membersleft");
    const kicked = nextEvent(spike.client, "kicked");
    await lab.server.call("PUT", object, { body: { m: [jerry.client.id] } });
    expect(Object((await left)[0]).members).toEqual(["x", spike.client.id]);
    expect(await kicked).toMatchObject([{}, { id: conversation.id }]);
  });

  it("broadcasts: at once, and to the rest on their next login", async () => {
    const here = await lab.login(lab.name("Here"));
    const awayId = lab.name("Away");
    const away = await lab.login(awayId);
    await away.client.close();
    const created = await lab.server.call("POST", "/1.2/rtm/service-conversations", {
      body: { name: "all" },
    });
    const conv_id = Reflect.get(Object(created.body), "objectId");
    const received = nextEvent(here.client, "message");
    await lab.server.call("POST", "/1.2/rtm/broadcasts", {
      body: { from_client: "admin", conv_id, message: "to everyone" },
    });
    expect(await received).toMatchObject([{ content: "to everyone" }, { id: conv_id }]);
    const device = await lab.device();
    const back = await device.realtime.createIMClient(awayId);
    expect(await nextEvent(back, "message")).toMatchObject([{ content: "to everyone" }, {}]);
    await back.close();
    const third = await (await lab.device()).realtime.createIMClient(awayId);
    const conversation = await third.createConversation({ members: ["x"] });
    const next = nextEvent(third, "message");
    await lab.server.call("POST", `/1.2/rtm/conversations/${conversation.id}/messages`, {
      body: { from_client: "x", message: "the first thing to arrive" },
    });
    expect(await next).toMatchObject([{ content: "the first thing to arrive" }, {}]);
  });
});
