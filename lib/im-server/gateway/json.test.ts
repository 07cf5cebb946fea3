import { createHmac } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { unproven } from "../testing/command-proof";
import { connectJson, type JsonClient } from "../testing/json-client";
import { connectRaw } from "../testing/raw-client";
import { nextOf, openRealtime2, type Realtime2, type Room, result } from "../testing/realtime-2";
import { startTestServer, type TestServer, testKeys } from "../testing/start-test-server";
import { type Frame, openWiretap, type Wiretap } from "../testing/wiretap";

let server: TestServer;
let wire: Wiretap;
const frames: Frame[] = [];
const clients: Realtime2[] = [];
let serial = 0;
const name = (text: string) => `${text}-${++serial}`;

beforeAll(async () => {
  server = await startTestServer();
  wire = await openWiretap(server, frames);
});
afterAll(async () => {
  for (const client of clients) client.close();
  await wire.close();
  await server.close();
});

type More = Parameters<typeof openRealtime2> extends [unknown, unknown?, ...infer Rest] ? Rest : never;

async function login(clientId?: string, ...more: More): Promise<Realtime2> {
  const client = await openRealtime2(wire, clientId, ...more);
  clients.push(client);
  return client;
}

/** Two clients and a conversation of both, as each of them sees it. */
async function pair() {
  const [tomId, jerryId] = [name("tom"), name("jerry")];
  const tom = await login(tomId);
  const jerry = await login(jerryId);
  const invited = nextOf(jerry, "invited");
  const attr = { color: "red" };
  const room = await result<Room>((done) => tom.room({ name: "two", members: [jerryId], attr }, done));
  expect(await invited).toMatchObject({ cid: room.id, initBy: tomId });
  const same = await result<Room | null>((done) => jerry.room(room.id, done));
  if (same === null) throw new Error("the conversation exists");
  return { tom, jerry, tomId, jerryId, room, same };
}

describe("leancloud-realtime 2.4.0", () => {
  it("creates a conversation, finds it again, and changes it", async () => {
    const { tom, jerry, tomId, jerryId, room, same } = await pair();
    expect(same).toMatchObject({ name: "two", attr: { color: "red" } });
    expect(await result((done) => room.list(done))).toEqual([jerryId, tomId]);
    expect(await result((done) => room.count(done))).toBe(2);
    const found = await result<object[]>((done) => tom.query({ where: { m: [tomId, jerryId] } }, done));
    expect(found).toMatchObject([{ objectId: room.id, m: [jerryId, tomId] }]);
    const listed = { convIds: [room.id], "attr.color": "red" };
    expect(await result((done) => jerry.query({ where: listed, compact: true }, done))).toHaveLength(1);
    const changed = await result((done) => room.update({ name: "renamed" }, done));
    expect(changed).toMatchObject({ op: "updated", attrModified: { name: "renamed" } });
    expect(await result((done) => jerry.room(room.id, done))).toMatchObject({ name: "renamed" });
    expect(await result((done) => jerry.room("nowhere", done))).toBeNull();
  });

  it("sends, acknowledges and reads history", async () => {
    const { tom, jerry, tomId, room, same } = await pair();
    const received = nextOf(jerry, "message");
    const receipt = nextOf(tom, "receipt");
    const text = { text: "hi", attr: { n: 1 } };
    const options = { type: "text", receipt: true };
    const sent = await result<Record<string, unknown>>((done) => room.send(text, options, done));
    expect(sent).toMatchObject({ cid: room.id, uid: expect.any(String), t: expect.any(Number) });
    expect(sent).not.toHaveProperty("code");
    expect(await received).toMatchObject({ fromPeerId: tomId, cid: room.id, msg: { type: "text", ...text } });
    expect(await receipt).toMatchObject({ cid: room.id, id: sent.uid });
    const typing = nextOf(jerry, "message", ({ transient }) => transient === true);
    room.send("typing", { transient: true }, () => {});
    expect(await typing).toMatchObject({ msg: "typing" });
    await result((done) => room.send("second", {}, done));
    const logs = await result<Record<string, unknown>[]>((done) => same.log({ limit: 10 }, done));
    expect(logs.map(({ msg }) => msg)).toEqual([{ type: "text", ...text }, "second"]);
    const older = (done: (rows: object[]) => void) => same.log({ t: Number(logs[1]?.timestamp) }, done);
    expect(await result(older)).toMatchObject([{ msgId: sent.uid }]);
  });

  it("sends what was missed to who comes back", async () => {
    const { jerry, jerryId, room } = await pair();
    const gone = nextOf(jerry, "close");
    jerry.close();
    await gone;
    await result((done) => room.send("while away", {}, done));
    const missed = new Promise((resolve) => {
      void login(jerryId, undefined, (back) => back.once("message", resolve));
    });
    expect(await missed).toMatchObject({ msg: "while away", offline: true });
  });

  it("tells of members who come and go", async () => {
    const { tom, jerry, jerryId, tomId, room } = await pair();
    const spikeId = name("spike");
    const spike = await login(spikeId);
    const entering = await result<Room | null>((done) => spike.room(room.id, done));
    const grows = nextOf(jerry, "membersjoined", ({ m }) => String(m) === spikeId);
    expect(await result((done) => entering?.join(done))).toMatchObject({ op: "added" });
    expect(await grows).toMatchObject({ cid: room.id, initBy: spikeId });
    const kicked = nextOf(spike, "kicked");
    expect(await result((done) => room.remove(spikeId, done))).toMatchObject({ op: "removed" });
    expect(await kicked).toMatchObject({ cid: room.id, initBy: tomId });
    const shrinks = nextOf(tom, "membersleft", ({ m }) => String(m) === jerryId);
    const leaving = await result<Room | null>((done) => jerry.room(room.id, done));
    await result((done) => leaving?.leave(done));
    expect(await shrinks).toMatchObject({ initBy: jerryId });
    const invited = nextOf(jerry, "invited");
    await result((done) => room.add([jerryId], done));
    await invited;
  });

  it("knows who is online, gets an id when it has none, and hears of failures", async () => {
    const { tom, tomId, jerryId, room } = await pair();
    const asked = [tomId, jerryId, "nobody"];
    expect(await result((done) => tom.ping(asked, done))).toEqual([tomId, jerryId]);
    const nameless = await login();
    const stranger = await result<Room | null>((done) => nameless.room(room.id, done));
    const refused = await result((done) => stranger?.send("hi", {}, done));
    expect(refused).toMatchObject({ code: 4401, reason: "INVALID_MESSAGING_TARGET" });
    const failed = nextOf(nameless, "error");
    stranger?.add(["x"], () => {});
    expect(await failed).toMatchObject({ code: 4317, reason: "CONVERSATION_MEMBERSHIP_REQUIRED" });
  });

  it("talks with clients of today, and enters chat rooms", async () => {
    const tomId = name("tom");
    const tom = await login(tomId);
    const today = await connectRaw(server);
    await today.open(name("today"));
    const room = await result<Room>((done) => tom.room({ name: "all", transient: true }, done));
    await today.ask({ cmd: "conv", op: "add", convMessage: { cid: room.id, m: [`today-${serial}`] } });
    expect(await result((done) => room.count(done))).toBe(2);
    const received = nextOf(tom, "message");
    await today.ask({ cmd: "direct", directMessage: { cid: room.id, msg: "from today" } });
    expect(await received).toMatchObject({ msg: "from today", fromPeerId: `today-${serial}` });
    room.send("from the past", {}, () => {});
    const push = await today.next(({ cmd }) => cmd === "direct");
    expect(push.directMessage).toMatchObject({ msg: "from the past", fromPeerId: tomId });
    today.close();
  });

  it("is let in and into conversations by signatures", async () => {
    const { appId, masterKey } = testKeys;
    await server.call("PUT", "/parley/1/settings", {
      body: { signatures: { login: true, conversations: true } },
    });
    const tomId = name("tom");
    const tom = await login(tomId, ({ clientId, convId, members, action }, done) => {
      const timestamp = Date.now();
      const sorted = [...(members ?? [])].sort().join(":");
      const who = convId === undefined ? [clientId, sorted] : [clientId, convId, sorted];
      const parts = [appId, ...who, `${timestamp}`, "n1", ...(action === undefined ? [] : [action])];
      const signature = createHmac("sha1", masterKey).update(parts.join(":")).digest("hex");
      done({ signature, timestamp, nonce: "n1" });
    });
    const room = await result<Room>((done) => tom.room({ members: ["b", "a"] }, done));
    expect(await result((done) => room.add(["d", "c"], done))).toMatchObject({ op: "added" });
    await expect(openRealtime2(wire, name("unsigned"))).rejects.toMatchObject({
      code: 4102,
      reason: "SIGNATURE_FAILED",
    });
    await server.call("PUT", "/parley/1/settings", { body: {} });
  });

  it("leaves no row of the table out", () => {
    expect(unproven("json", frames)).toEqual([]);
  });
});

describe("lc.json.3", () => {
  async function connect(): Promise<JsonClient> {
    const client = await connectJson(server, "lc.json.3");
    expect(client.protocol).toBe("lc.json.3");
    return client;
  }

  it("carries every command of the protocol as flat JSON", async () => {
    const client = await connect();
    const peerId = name("json");
    expect(await client.ask({ cmd: "session", op: "open", appId: testKeys.appId, peerId })).toMatchObject({
      cmd: "session",
      op: "opened",
      peerId,
      st: expect.any(String),
      serverTs: expect.any(Number),
    });
    const { cid } = await client.ask({ cmd: "conv", op: "start", m: ["x"], attr: { attr: { n: 1 } } });
    expect(await client.ask({ cmd: "conv", op: "is-member", cids: [cid] })).toMatchObject({
      op: "result",
      results: { [String(cid)]: true },
    });
    const sent = await client.ask({ cmd: "direct", cid, msg: "hi", mentionPids: ["x"] });
    const patch = { cid, mid: sent.uid, timestamp: sent.t, data: "edited" };
    await client.ask({ cmd: "patch", op: "modify", patches: [patch] });
    expect(await client.ask({ cmd: "logs", cid, l: 5, direction: "NEW" })).toMatchObject({
      logs: [{ msgId: sent.uid, data: "edited", mentionPids: ["x"] }],
    });
    expect(await client.ask({ cmd: "blacklist", op: "check-block", srcCid: cid, toPids: ["x"] })).toEqual(
      expect.objectContaining({ op: "check-result", blockedPids: [] }),
    );
    expect(await client.ask({ cmd: "conv", op: "count", cid: "nowhere" })).toMatchObject({
      cmd: "error",
      code: 4303,
      reason: "CONVERSATION_NOT_FOUND",
    });
    client.close();
  });

  it("announces unread messages, and answers heartbeats and the live queries' login", async () => {
    const client = await connect();
    client.send({});
    expect(await client.next((frame) => Object.keys(frame).length === 0)).toEqual({});
    const login = { cmd: "login", service: 1, installationId: "i1", appId: testKeys.appId };
    expect(await client.ask(login)).toMatchObject({ cmd: "loggedin", service: 1 });
    const peerId = name("away");
    const { body } = await server.call("POST", "/1.2/rtm/conversations", { body: { m: [peerId] } });
    const path = `/1.2/rtm/conversations/${Reflect.get(Object(body), "objectId")}/messages`;
    await server.call("POST", path, { body: { from_client: "x", message: "missed" } });
    await client.ask({ cmd: "session", op: "open", appId: testKeys.appId, peerId });
    const unread = await client.next(({ cmd }) => cmd === "unread");
    expect(unread).toMatchObject({ peerId, convs: [{ unread: 1, from: "x", data: "missed" }] });
    client.close();
  });

  it.each(["not json", "[]", '{"cmd":"logs","l":"many","i":1}', '{"cmd":"patch","patches":[1],"i":1}'])(
    "closes a connection that sends %s",
    async (frame) => {
      const client = await connect();
      client.socket.send(frame);
      expect(await client.closed).toBe(4114);
    },
  );
});
