import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { unproven } from "../testing/command-proof";
import { type Lab, openLab } from "../testing/devices";
import { nextEvent, sdkPackages } from "../testing/sdk";

/** No look at who is silent: the clock jumps. */
const NEVER = 1_000_000_000;

describe.each(sdkPackages)("sessions with %s", (sdk) => {
  let lab: Lab;
  const clock = { ahead: 0 };
  beforeAll(async () => {
    lab = await openLab(sdk, { now: () => Date.now() + clock.ahead });
  });
  afterAll(() => lab.close());

  it("logs in, tells who is online, and logs out", async () => {
    const [tom, jerry] = [lab.name("Tom"), lab.name("Jerry")];
    const { client } = await lab.login(tom);
    const other = await lab.login(jerry);
    expect(client.id).toBe(tom);
    expect(await client.ping([tom, jerry, "nobody"])).toEqual([tom, jerry]);
    await other.client.close();
    expect(await client.ping([jerry])).toEqual([]);
  });

  it("says to REST who is connected", async () => {
    const tom = lab.name("Tom");
    await lab.login(tom);
    const online = await lab.server.call("POST", "/1.2/rtm/clients/check-online", {
      body: { client_ids: [tom, "nobody"] },
    });
    expect(online.body).toEqual({ results: [tom] });
    const stats = await lab.server.call("GET", "/1.2/rtm/stats");
    expect(stats.body).toMatchObject({
      result: { online_user_count: expect.any(Number), user_count_today: expect.any(Number) },
    });
  });

  it("carries two clients on one socket, each with its own pushes", async () => {
    const device = await lab.device();
    const [tom, jerry] = [lab.name("Tom"), lab.name("Jerry")];
    const first = await device.realtime.createIMClient(tom);
    const second = await device.realtime.createIMClient(jerry);
    const conversation = await first.createConversation({ members: [jerry] });
    const received = nextEvent(second, "message");
    const back = nextEvent(first, "message");
    await conversation.send(new device.sdk.TextMessage("from Tom"));
    expect((await received)[0]).toMatchObject({ text: "from Tom", from: tom });
    const same = await second.getConversation(conversation.id);
    await same.send(new device.sdk.TextMessage("from Jerry"));
    expect((await back)[0]).toMatchObject({ text: "from Jerry", from: jerry });
  });

  it("brings both clients of a socket back, and keeps the other when one leaves", async () => {
    const device = await lab.device();
    const [tom, jerry] = [lab.name("Tom"), lab.name("Jerry")];
    const first = await device.realtime.createIMClient(tom);
    const second = await device.realtime.createIMClient(jerry);
    const conversation = await first.createConversation({ members: [jerry] });
    const same = await second.getConversation(conversation.id);
    const back = [first, second].map((client) => nextEvent(client, "reconnect"));
    device.cut();
    await Promise.all(back);
    const received = [nextEvent(second, "message"), nextEvent(first, "message")];
    await conversation.send(new device.sdk.TextMessage("from Tom"));
    await same.send(new device.sdk.TextMessage("from Jerry"));
    expect(await Promise.all(received)).toMatchObject([
      [{ from: tom, text: "from Tom" }, {}],
      [{ from: jerry, text: "from Jerry" }, {}],
    ]);
    await first.close();
    expect(await second.ping([tom, jerry])).toEqual([jerry]);
    const third = await device.realtime.createIMClient(lab.name("Spike"));
    const heard = nextEvent(third, "invited");
    await same.add([third.id]);
    expect(await heard).toMatchObject([{ invitedBy: jerry }, { id: conversation.id }]);
  });

  it("speaks base64 text", async () => {
    const { client, device } = await lab.login(lab.name("Tom"), {}, { noBinary: true });
    const conversation = await client.createConversation({ members: ["x"] });
    const sent = await conversation.send(new device.sdk.TextMessage("text frame"));
    expect(sent.id).toMatch(/^[\w-]{22}$/);
  });

  it("comes back after a lost connection and goes on", async () => {
    const { client, device } = await lab.login(lab.name("Tom"));
    const conversation = await client.createConversation({ members: ["x"] });
    const isBack = nextEvent(client, "reconnect");
    device.cut();
    await isBack;
    const sent = await conversation.send(new device.sdk.TextMessage("again"));
    expect(sent.timestamp).toBeInstanceOf(Date);
  });

  it("hears of a kick as 4115, and REST sees the client gone", async () => {
    const tom = lab.name("Tom");
    const { client } = await lab.login(tom);
    const closed = nextEvent(client, "close");
    await lab.server.call("POST", `/1.2/rtm/clients/${tom}/kick`, { body: { reason: "be quiet" } });
    expect((await closed)[0]).toEqual({ code: 4115, reason: "be quiet" });
    const online = await lab.server.call("POST", "/1.2/rtm/clients/check-online", {
      body: { client_ids: [tom] },
    });
    expect(online.body).toEqual({ results: [] });
  });

  it("lets one device have a tag and puts the other out", async () => {
    const tom = lab.name("Tom");
    const first = await lab.login(tom, { tag: "mobile" });
    const conflict = nextEvent(first.client, "conflict");
    const second = await lab.login(tom, { tag: "mobile" });
    expect((await conflict)[0]).toEqual({ reason: "SESSION_CONFLICT" });
    expect(await second.client.ping([tom])).toEqual([tom]);
  });

  it("refuses a returning device whose tag was taken meanwhile", async () => {
    const tom = lab.name("Tom");
    const first = await lab.login(tom, { tag: "mobile" });
    const refused = nextEvent(first.client, "reconnecterror");
    first.device.cut();
    await lab.login(tom, { tag: "mobile" });
    expect((await refused)[0]).toMatchObject({ code: 4111 });
  });

  it("finds the sockets by asking the router, over TLS where that is in front", async () => {
    const behind = await openLab(sdk, { trustedProxies: ["127.0.0.1"] });
    const { client, device } = await behind.login("Tom", {}, { RTMServers: undefined });
    const conversation = await client.createConversation({ members: ["x"] });
    const sent = await conversation.send(new device.sdk.TextMessage("found"));
    expect(sent.id).toBeTruthy();
    await client.close();
    await behind.close();
  });

  it("hears of an invitation that came while it was away", async () => {
    const jerryId = lab.name("Jerry");
    const tom = await lab.login(lab.name("Tom"));
    const jerry = await lab.login(jerryId);
    const invited = nextEvent(jerry.client, "invited");
    jerry.device.cut();
    const conversation = await tom.client.createConversation({ members: [jerryId] });
    expect(await invited).toMatchObject([{ invitedBy: tom.client.id }, { id: conversation.id }]);
  });

  it("is sent back to the router and comes again", async () => {
    const { client } = await lab.login(lab.name("Tom"));
    const back = nextEvent(client, "reconnect");
    const reply = await lab.server.call("POST", "/parley/1/goaway");
    expect(reply.body).toEqual({ connections: expect.any(Number) });
    await back;
    expect(await client.ping([client.id])).toEqual([client.id]);
  });

  it("logs in anew by itself when its token has run out", async () => {
    const { client, device } = await lab.login(lab.name("Tom"));
    const back = nextEvent(client, "reconnect");
    const comeBack = device.lose();
    await expect
      .poll(async () => (await lab.server.call("GET", `/parley/1/clients/${client.id}/sessions`)).body)
      .toMatchObject({ open: [] });
    clock.ahead += 3 * 86_400_000;
    comeBack();
    await back;
    expect(await client.ping([client.id])).toEqual([client.id]);
  });

  it("gets another token when its own has run out under a connection that holds", async () => {
    const own = await openLab(sdk, { gateway: { sweepInterval: NEVER } }, lab.frames);
    const { client, device } = await own.login("Tom");
    const conversation = await client.createConversation({ members: ["Jerry"] });
    if (!(conversation instanceof device.sdk.Conversation)) throw new Error("a normal conversation");
    await conversation.updateMemberRole("Jerry", device.sdk.ConversationMemberRole.MANAGER);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 25 * 86_400_000 });
    try {
      // The SDK asks, keeps the new token (4.x drops it), and then stumbles over its own promise: once.
      await conversation.getAllMemberInfo({ noCache: true }).catch(() => {});
      if (sdk === "leancloud-realtime") return;
      const members = await conversation.getAllMemberInfo({ noCache: true });
      expect(members.map(({ memberId, role }) => [memberId, role])).toContainEqual(["Jerry", "Manager"]);
    } finally {
      vi.useRealTimers();
      await own.close();
    }
  });

  it("refuses another app and too long a client id", async () => {
    await expect(lab.login("Tom", {}, { appId: `other-${sdk}` })).rejects.toMatchObject({
      code: 4100,
      message: "APP_NOT_AVAILABLE",
    });
    const device = await lab.device();
    await expect(device.realtime.createIMClient("x".repeat(65))).rejects.toThrow();
  });

  it("is heard when it says nothing but that it is still there", async () => {
    const { client } = await lab.login(lab.name("Tom"));
    // What the SDK does by itself every three minutes.
    const connection: { ping(): Promise<unknown> } = Reflect.get(client, "_connection");
    expect(await connection.ping()).toMatchObject({ cmd: 14 });
  });

  it("leaves no row of the table out", () => {
    expect(unproven("sessions", lab.frames, sdk)).toEqual([]);
  });
});
