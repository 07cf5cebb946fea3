import { createHmac } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { peerConversationId } from "../../services/conversations/open-peer-conversation";
import { type ChatClient, type ChatOptions, createChatClient, nextChatEvent } from "../../testing/chat-sdk";
import { unproven } from "../../testing/command-proof";
import { connectRaw } from "../../testing/raw-client";
import { startTestServer, type TestServer, testKeys } from "../../testing/start-test-server";
import { type Frame, openWiretap, type Wiretap } from "../../testing/wiretap";

let server: TestServer;
let wire: Wiretap;
const frames: Frame[] = [];
const clients: ChatClient[] = [];
let serial = 0;
const clock = { ahead: 0 };
/** No look at who is silent: the clock jumps. */
const NEVER = 1_000_000_000;
const name = (text: string) => `${text}-${++serial}`;

beforeAll(async () => {
  server = await startTestServer({
    now: () => Date.now() + clock.ahead,
    gateway: { sweepInterval: NEVER },
  });
  wire = await openWiretap(server, frames);
});
afterAll(async () => {
  await Promise.all(clients.map((client) => client.close().catch(() => {})));
  await wire.close();
  await server.close();
});

async function login(peerId: string, options: Omit<ChatOptions, "peerId"> = {}): Promise<ChatClient> {
  const client = createChatClient(wire, { peerId, ...options });
  clients.push(client);
  await client.open();
  return client;
}

describe("lean-cloud-chat 1.0.4", () => {
  it("tells who of the watched comes and goes", async () => {
    const [tom, jerry] = [name("tom"), name("jerry")];
    const watcher = await login(tom, { watchingPeerIds: [jerry] });
    const online = nextChatEvent(watcher, "online");
    const watched = await login(jerry);
    expect(await online).toEqual([jerry]);
    expect(await watcher.getStatus([jerry, "nobody"])).toMatchObject({ onlineSessionPeerIds: [jerry] });
    const offline = nextChatEvent(watcher, "offline");
    await watched.close();
    expect(await offline).toEqual([jerry]);
    expect((await watcher.watch([tom])).onlineSessionPeerIds).toEqual([tom]);
    await watcher.unwatch([jerry]);
  });

  it("tells at once who of the watched is there already", async () => {
    const [tom, jerry] = [name("tom"), name("jerry")];
    await login(jerry);
    const watcher = createChatClient(wire, { peerId: tom, watchingPeerIds: [jerry, "nobody"] });
    clients.push(watcher);
    expect(await watcher.open()).toMatchObject({ onlineSessionPeerIds: [jerry] });
  });

  it("sends between peers, at once and later, once each", async () => {
    const [tom, jerry] = [name("tom"), name("jerry")];
    const from = await login(tom);
    const to = await login(jerry);
    const received = nextChatEvent(to, "message");
    expect(await from.send("hello", jerry)).toMatchObject({ uid: expect.any(String) });
    expect(await received).toMatchObject({ msg: "hello", fromPeerId: tom });
    const typing = nextChatEvent(to, "message");
    await from.send("typing", jerry, true);
    expect(await typing).toMatchObject({ msg: "typing", transient: true });
    await to.close();
    await from.send("while away", [jerry]);
    const back = createChatClient(wire, { peerId: jerry });
    clients.push(back);
    const offline = nextChatEvent(back, "message");
    await back.open();
    expect(await offline).toMatchObject({ msg: "while away", offline: true });
    const id = peerConversationId(tom, jerry);
    const history = await server.call("GET", "/1.1/rtm/messages/history", { query: { convid: id } });
    expect(history.body).toMatchObject([{ data: "while away", from: tom }, { data: "hello" }]);
  });

  it("hears what REST sends to peers without a conversation", async () => {
    const [tom, jerry] = [name("tom"), name("jerry")];
    const to = await login(jerry);
    const received = nextChatEvent(to, "message");
    const body = { from_peer: tom, to_peers: [jerry, jerry, "absent"], message: "by REST", transient: false };
    expect(await server.call("POST", "/1.1/rtm/messages", { body })).toMatchObject({
      status: 200,
      body: { result: { "msg-id": expect.any(String), timestamp: expect.any(Number) } },
    });
    expect(await received).toMatchObject({ msg: "by REST", fromPeerId: tom });
    for (const peer of [jerry, "absent"]) {
      const query = { convid: peerConversationId(tom, peer) };
      const history = await server.call("GET", "/1.1/rtm/messages/history", { query });
      expect(history.body).toMatchObject([{ data: "by REST", from: tom }]);
    }
    const nobody = await server.call("POST", "/1.1/rtm/messages", { body: { ...body, to_peers: [] } });
    expect(nobody).toMatchObject({ status: 400, body: { code: 1 } });
  });

  it("gets the newest fifty messages of the last seven days when it comes back, once", async () => {
    const [tom, jerry] = [name("tom"), name("jerry")];
    const from = await login(tom);
    await from.send("too old", jerry);
    clock.ahead += 8 * 86_400_000;
    for (let index = 0; index < 55; index += 1) await from.send(`${index}`, jerry);
    const newest = Array.from({ length: 50 }, (_, index) => `${index + 5}`);
    expect(await messagesOnLogin(jerry, from, 50)).toEqual([...newest, "last"]);
    expect(await messagesOnLogin(jerry, from, 0)).toEqual(["last"]);
  });

  /** What comes to a peer that logs in, up to something that is said when so many have come. */
  async function messagesOnLogin(peerId: string, from: ChatClient, count: number): Promise<unknown[]> {
    const client = createChatClient(wire, { peerId });
    clients.push(client);
    const got: unknown[] = [];
    const isAll = new Promise<void>((resolve) => {
      client.on("message", (message) => {
        got.push(Reflect.get(Object(message), "msg"));
        if (got.at(-1) === "last") resolve();
      });
    });
    await client.open();
    await expect.poll(() => got.length, { timeout: 15_000 }).toBe(count);
    await from.send("last", peerId);
    await isAll;
    // Its acknowledgements have been worked on once this is answered.
    await client.getStatus([]);
    await client.close();
    return got;
  }

  it("hears at once that it is not let in", async () => {
    await server.call("PUT", "/parley/1/settings", { body: { signatures: { login: true } } });
    const client = createChatClient(wire, { peerId: name("tom") });
    const closed = nextChatEvent(client, "close");
    await expect(client.open()).rejects.toBeUndefined();
    expect(await closed).toMatchObject({ code: 4102 });
    await server.call("PUT", "/parley/1/settings", { body: {} });
  });

  it("is put out by a kick", async () => {
    const tom = name("tom");
    const client = await login(tom);
    const closed = nextChatEvent(client, "close");
    await server.call("POST", `/1.2/rtm/clients/${tom}/kick`, { body: { reason: "" } });
    expect(await closed).toMatchObject({ code: 4115 });
  });

  it("has groups: made, joined, invited to, spoken in, kicked from and left", async () => {
    const [tom, jerry, spike] = [name("tom"), name("jerry"), name("spike")];
    const owner = await login(tom);
    const guest = await login(jerry);
    const third = await login(spike);
    const { roomId } = await owner.joinGroup();
    expect(roomId).toMatch(/^[0-9a-f]{24}$/);
    const joined = nextChatEvent(guest, "joined");
    await owner.inviteToGroup(roomId, [jerry]);
    expect(await joined).toMatchObject({ roomId, byPeerId: tom });
    const seen = nextChatEvent(owner, "message");
    await guest.sendToGroup("hi all", roomId);
    expect(await seen).toMatchObject({ msg: "hi all", fromPeerId: jerry, roomId });
    const grows = new Promise((resolve) => {
      guest.on("membersJoined", (payload) => {
        if (JSON.stringify(payload).includes(spike)) resolve(payload);
      });
    });
    await third.joinGroup(roomId);
    expect(await grows).toMatchObject({ roomId, roomPeerIds: [spike] });
    const left = nextChatEvent(third, "left");
    await owner.kickFromGroup(roomId, [spike]);
    expect(await left).toMatchObject({ roomId, byPeerId: tom });
    const shrinks = new Promise((resolve) => {
      owner.on("membersLeft", (payload) => {
        if (JSON.stringify(payload).includes(jerry)) resolve(payload);
      });
    });
    await guest.leaveGroup(roomId);
    expect(await shrinks).toMatchObject({ roomId, roomPeerIds: [jerry] });
  });

  it("talks with clients of today", async () => {
    const [tom, jerry] = [name("tom"), name("jerry")];
    const old = await login(tom);
    const today = await connectRaw(server);
    await today.open(jerry);
    await old.send("from the past", jerry);
    const got = await today.next(({ cmd }) => cmd === "direct");
    expect(got.directMessage).toMatchObject({ msg: "from the past", cid: peerConversationId(tom, jerry) });
    const answer = nextChatEvent(old, "message");
    await today.ask({ cmd: "direct", directMessage: { cid: got.directMessage?.cid, msg: "from today" } });
    expect(await answer).toMatchObject({ msg: "from today", fromPeerId: jerry });
    today.close();
  });

  it("is held to the word filter and to silences like everyone", async () => {
    await server.call("PUT", "/parley/1/settings", { body: { wordFilter: ["darn"] } });
    const [tom, jerry] = [name("tom"), name("jerry")];
    const from = await login(tom);
    const to = await login(jerry);
    const received = nextChatEvent(to, "message");
    await from.send("oh darn", jerry);
    expect(await received).toMatchObject({ msg: "oh ***" });
    await server.call("PUT", "/parley/1/settings", { body: {} });
    const path = `/1.2/rtm/conversations/${peerConversationId(tom, jerry)}/permanent-silenceds`;
    await server.call("POST", path, { body: { client_ids: [tom] } });
    await from.send("transient ones too", jerry, true);
    // Commands are worked on in order: once this is answered, the one before has been refused.
    await from.getStatus([jerry]);
    await server.call("DELETE", path, { body: { client_ids: [tom] } });
    const next = nextChatEvent(to, "message");
    await from.send("again", jerry);
    expect(await next).toMatchObject({ msg: "again" });
  });

  it("is let in and into groups by signatures of its time, and no other way", async () => {
    const { appId, masterKey } = testKeys;
    const signatures = { login: true, conversations: true };
    await server.call("PUT", "/parley/1/settings", { body: { signatures } });
    const sign = (parts: (t: number) => string[]) => {
      const t = Math.floor((Date.now() + clock.ahead) / 1000);
      return { t, n: "n1", s: createHmac("sha1", masterKey).update(parts(t).join(":")).digest("hex") };
    };
    const tom = name("tom");
    const client = await login(tom, {
      watchingPeerIds: ["b", "a"],
      auth: async (peerId, watchingPeerIds = []) => ({
        watchingPeerIds,
        ...sign((t) => [appId, peerId, [...watchingPeerIds].sort().join(":"), `${t}`, "n1"]),
      }),
      groupAuth: async (peerId, groupId = "", action, groupPeerIds) => ({
        groupPeerIds,
        ...sign((t) => [appId, peerId, groupId, [...groupPeerIds].sort().join(":"), `${t}`, "n1", action]),
      }),
    });
    const { roomId } = await client.joinGroup();
    await client.inviteToGroup(roomId, ["x", "a"]);
    const unsigned = await connectRaw(server);
    expect(await unsigned.open("anyone")).toMatchObject({ errorMessage: { code: 4102 } });
    unsigned.close();
    await server.call("PUT", "/parley/1/settings", { body: {} });
  });

  it("says every minute that it is still there, and is answered", async () => {
    const client = await login(name("tom"));
    const wait = globalThis.setTimeout;
    let minute = () => {};
    const timers = vi.spyOn(globalThis, "setTimeout").mockImplementation((run, delay) => {
      if (delay === 60_000) minute = run;
      return wait(run, delay);
    });
    await client.getStatus([]);
    minute();
    timers.mockRestore();
    await vi.waitFor(() => expect(unproven("chat", frames).join()).not.toContain("echo"));
    // Without an answer it would have waited, and given up.
    expect(await client.getStatus([])).toMatchObject({ op: "query-result" });
  });

  it("leaves no row of the table out", () => {
    expect(unproven("chat", frames)).toEqual([]);
  });
});
