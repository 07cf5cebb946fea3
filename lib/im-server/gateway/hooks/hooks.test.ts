import { createHmac } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { hookNames } from "@/lib/protocol/app-settings";
import { type HookReceiver, openHookReceiver } from "../../testing/hook-receiver";
import { connectRaw, type RawClient } from "../../testing/raw-client";
import { startTestServer, type TestServer, testKeys } from "../../testing/start-test-server";

let server: TestServer;
let app: HookReceiver;
let serial = 0;
const name = (text: string) => `${text}-${++serial}`;

beforeAll(async () => {
  server = await startTestServer({ gateway: { webHookDelay: 1 } });
  app = await openHookReceiver();
});
afterAll(async () => {
  await server.close();
  await app.close();
});
beforeEach(() => app.answers.clear());

async function configure(settings: Record<string, unknown>): Promise<void> {
  const reply = await server.call("PUT", "/parley/1/settings", { body: settings });
  expect(reply.status).toBe(200);
}

const hooks = (more: Record<string, unknown> = {}) => ({
  hooks: { url: app.url, enabled: [...hookNames], ...more },
});

async function login(clientId: string): Promise<RawClient> {
  const client = await connectRaw(server);
  await client.open(clientId);
  return client;
}

async function start(client: RawClient, m: string[]): Promise<string> {
  const reply = await client.ask({
    cmd: "conv",
    op: "start",
    convMessage: { m, attr: { data: '{"name":"n"}' } },
  });
  return reply.convMessage?.cid ?? "";
}

describe("hooks", () => {
  it("are signed with the master key", async () => {
    await configure(hooks());
    const tom = name("Tom");
    const client = await login(tom);
    const call = await app.next("_clientOnline");
    expect(call.body).toMatchObject({ peerId: tom, sourceIP: "127.0.0.1" });
    const text = `${call.headers["x-parley-timestamp"]}.${call.text}`;
    const signature = createHmac("sha256", testKeys.masterKey).update(text).digest("hex");
    expect(call.headers["x-parley-signature"]).toBe(signature);
    expect(JSON.stringify(call.headers)).not.toContain(testKeys.masterKey);
    client.close();
    expect((await app.next("_clientOffline")).body).toMatchObject({ peerId: tom });
  });

  it("leave a client's messages in their order, also around one that fails", async () => {
    await configure(hooks({ enabled: ["_messageReceived"] }));
    const client = await login(name("Tom"));
    const cid = await start(client, [name("Jerry")]);
    const say = (directMessage: { cid: string; msg: string }) => client.ask({ cmd: "direct", directMessage });
    app.answers.set("_messageReceived", ["hang", {}]);
    const slow = say({ cid, msg: "one" });
    expect((await app.next("_messageReceived")).body).toMatchObject({ content: "one" });
    expect((await say({ cid: "nowhere", msg: "fails" })).ackMessage?.code).toBe(4401);
    const quick = say({ cid, msg: "two" });
    expect((await app.next("_messageReceived")).body).toMatchObject({ content: "two" });
    for (let turns = 0; turns < 20; turns += 1) await client.ask({ cmd: "echo" });
    app.release();
    const [first, second] = [await slow, await quick];
    expect(first.ackMessage?.t).toBeLessThan(second.ackMessage?.t ?? 0);
    client.close();
  });

  it.each([
    ["members", "DELETE", 4401],
    ["permanent-silenceds", "POST", 4563],
  ] as const)("are no way around what happens while they are asked: %s", async (list, method, code) => {
    await configure({
      ...hooks({ enabled: ["_messageReceived", "_messageUpdate"] }),
      features: { edit: true },
    });
    const tom = name("Tom");
    const client = await login(tom);
    const cid = await start(client, [name("Jerry")]);
    const { ackMessage } = await client.ask({ cmd: "direct", directMessage: { cid, msg: "said" } });
    await app.next("_messageReceived");
    app.answers.set("_messageReceived", "hang").set("_messageUpdate", "hang");
    const sent = client.ask({ cmd: "direct", directMessage: { cid, msg: "late" } });
    const patches = [{ cid, mid: ackMessage?.uid, timestamp: ackMessage?.t, data: "late" }];
    const edited = client.ask({ cmd: "patch", op: "modify", patchMessage: { patches } });
    await Promise.all([app.next("_messageReceived"), app.next("_messageUpdate")]);
    const path = `/1.2/rtm/conversations/${cid}`;
    await server.call(method, `${path}/${list}`, { body: { client_ids: [tom] } });
    app.release();
    expect((await sent).ackMessage?.code).toBe(code);
    expect((await edited).errorMessage?.code).toBe(code);
    const history = await server.call("GET", `${path}/messages`);
    expect(history.body).toMatchObject([{ data: "said" }]);
    client.close();
  });

  it("hear of conversations before and after", async () => {
    await configure(hooks());
    const [tom, jerry] = [name("Tom"), name("Jerry")];
    const client = await login(tom);
    const cid = await start(client, [jerry]);
    expect((await app.next("_conversationStart")).body).toMatchObject({ initBy: tom, members: [jerry] });
    expect((await app.next("_conversationStarted")).body).toEqual({ convId: cid });
    await client.ask({ cmd: "conv", op: "add", convMessage: { cid, m: ["spike"] } });
    expect((await app.next("_conversationAdd")).body).toMatchObject({ convId: cid, members: ["spike"] });
    expect((await app.next("_conversationAdded")).body).toMatchObject({ convId: cid, members: ["spike"] });
    await client.ask({ cmd: "conv", op: "remove", convMessage: { cid, m: ["spike"] } });
    expect((await app.next("_conversationRemove")).body).toMatchObject({ convId: cid });
    expect((await app.next("_conversationRemoved")).body).toMatchObject({ convId: cid });
    await client.ask({ cmd: "conv", op: "update", convMessage: { cid, attr: { data: '{"x":1}' } } });
    expect((await app.next("_conversationUpdate")).body).toMatchObject({ convId: cid, attr: { x: 1 } });
    client.close();
  });

  it.each([
    ["_conversationStart", { op: "start", convMessage: { m: ["x"] } }, 4305],
    ["_conversationAdd", { op: "add", convMessage: { m: ["y"] } }, 4305],
    ["_conversationRemove", { op: "remove", convMessage: { m: ["x"] } }, 4305],
    ["_conversationUpdate", { op: "update", convMessage: { attr: { data: '{"x":1}' } } }, 4309],
  ] as const)("%s may refuse with a code of the app's own", async (hook, command, code) => {
    await configure(hooks());
    const client = await login(name("Tom"));
    const cid = await start(client, ["x"]);
    app.answers.set(hook, { result: { reject: true, code: 123, detail: "not today" } });
    const { op, convMessage } = command;
    const reply = await client.ask({
      cmd: "conv",
      op,
      convMessage: { ...convMessage, m: "m" in convMessage ? [...convMessage.m] : undefined, cid },
    });
    expect(reply.errorMessage).toMatchObject({
      code,
      appCode: 123,
      appMsg: "not today",
      detail: "not today",
    });
    client.close();
  });

  it("may change, redirect or drop a message, and hear who got it", async () => {
    await configure(hooks());
    const [tom, jerry] = [name("Tom"), name("Jerry")];
    const sender = await login(tom);
    const receiver = await login(jerry);
    const cid = await start(sender, [jerry, "away"]);
    await server.call("POST", `/1.2/rtm/conversations/${cid}/mutes`, { body: { client_ids: ["away"] } });
    app.answers.set("_messageReceived", { content: "changed" });
    const pushData = '{"alert":"hi"}';
    const sent = await sender.ask({ cmd: "direct", directMessage: { cid, msg: "as written", pushData } });
    expect((await receiver.next(({ cmd }) => cmd === "direct")).directMessage).toMatchObject({
      msg: "changed",
    });
    expect((await app.next("_messageReceived")).body).toMatchObject({
      fromPeer: tom,
      convId: cid,
      content: "as written",
      toPeers: [jerry, "away"],
    });
    expect((await app.next("_messageSent")).body).toMatchObject({
      msgId: sent.ackMessage?.uid,
      onlinePeers: [jerry],
      offlinePeers: ["away"],
    });
    expect((await app.next("_receiversOffline")).body).toMatchObject({
      offlinePeers: ["away"],
      content: "changed",
      pushData,
      mutedPeers: ["away"],
    });
    app.answers.set("_messageReceived", { drop: true, code: 7, detail: "rude" });
    const dropped = await sender.ask({ cmd: "direct", directMessage: { cid, msg: "x" } });
    expect(dropped.ackMessage).toMatchObject({
      code: 4402,
      reason: "MESSAGE_REJECTED_BY_APP",
      appCode: 7,
      appMsg: "rude",
    });
    app.answers.set("_messageUpdate", { drop: true });
    const patch = { cid, mid: sent.ackMessage?.uid, timestamp: sent.ackMessage?.t, data: "edited" };
    const edited = await sender.ask({
      cmd: "patch",
      op: "modify",
      patchMessage: { patches: [patch], lastPatchTime: 0 },
    });
    expect(edited.errorMessage).toMatchObject({ code: 4405 });
    sender.close();
    receiver.close();
  });

  it.each([500, "not an object", "hang"])(
    "that fail (%s) are passed over, or refuse where the app wants it",
    async (answer) => {
      await configure(hooks({ timeoutMs: 100 }));
      const client = await login(name("Tom"));
      app.answers.set("_conversationStart", answer);
      expect(await start(client, ["x"])).toMatch(/^[0-9a-f]{24}$/);
      await configure(hooks({ timeoutMs: 100, refuseOnFailure: true }));
      const refused = await client.ask({ cmd: "conv", op: "start", convMessage: { m: ["y"] } });
      expect(refused.errorMessage).toMatchObject({ code: 4305 });
      client.close();
    },
  );

  it("that only tell are so many at one time, and none is left out", async () => {
    const slow = await openHookReceiver();
    slow.answers.set("_clientOnline", "hang");
    await configure(hooks({ url: slow.url, enabled: ["_clientOnline"], timeoutMs: 15_000 }));
    const names = Array.from({ length: 90 }, (_, index) => name(`crowd-${index}`));
    const crowd = await connectRaw(server);
    await Promise.all(names.map((clientId) => crowd.open(clientId)));
    const heard = new Set<unknown>();
    for (let count = 0; count < 32; count += 1) heard.add((await slow.next("_clientOnline")).body.peerId);
    slow.answers.clear();
    slow.release();
    while (heard.size < names.length) heard.add((await slow.next("_clientOnline")).body.peerId);
    expect([...heard].sort()).toEqual([...names].sort());
    expect(slow.mostAtOnce).toBe(32);
    await configure(hooks({ enabled: [] }));
    crowd.close();
    await slow.close();
  });

  it("sign logins for the app's own users", async () => {
    await configure({ ...hooks(), signatures: { login: true } });
    app.answers.set("_rtmClientSign", { client_id: "user-1" });
    const body = { session_token: "token-of-user-1" };
    const signed = await server.call("POST", "/1.1/rtm/sign", { key: "app", body });
    expect((await app.next("_rtmClientSign")).body).toEqual(body);
    const { signature: s, timestamp: t, nonce: n, client_id } = Object(signed.body);
    const client = await connectRaw(server);
    expect(await client.open(client_id, { s, t, n })).toMatchObject({ op: "opened", peerId: "user-1" });
    client.close();
    const query = { session_token: "x" };
    const newer = await server.call("GET", "/1.2/rtm/clients/sign", { key: "app", query });
    expect(newer.body).toMatchObject({ client_id: "user-1", nonce: expect.any(String) });
    app.answers.set("_rtmClientSign", { code: 1, error: "unknown" });
    const unknown = await server.call("GET", "/1.2/rtm/clients/sign", { key: "app", query });
    expect(unknown.body).toMatchObject({ code: 211 });
    await configure({});
  });
});

describe("word filter", () => {
  it("masks what is sent and edited, and tells the sender", async () => {
    await configure({ wordFilter: ["darn", "坏词"] });
    const [tom, jerry] = [name("Tom"), name("Jerry")];
    const sender = await login(tom);
    const receiver = await login(jerry);
    const cid = await start(sender, [jerry]);
    const typed = JSON.stringify({ _lctype: -1, _lctext: "oh Darn, 坏词", _lcattrs: { note: "darn" } });
    const masked = { _lctype: -1, _lctext: "oh ***, ***", _lcattrs: { note: "darn" } };
    const sent = await sender.ask({ cmd: "direct", directMessage: { cid, msg: typed } });
    const got = await receiver.next(({ cmd }) => cmd === "direct");
    expect(JSON.parse(got.directMessage?.msg ?? "")).toEqual(masked);
    const told = await sender.next(({ cmd }) => cmd === "patch");
    expect(told.patchMessage?.patches?.[0]).toMatchObject({
      mid: sent.ackMessage?.uid,
      patchCode: 4408,
      patchReason: "MESSAGE_MODIFIED_BY_CENSORSHIP",
    });
    const edit = { cid, mid: sent.ackMessage?.uid, timestamp: sent.ackMessage?.t, data: "plain darn" };
    await sender.ask({ cmd: "patch", op: "modify", patchMessage: { patches: [edit], lastPatchTime: 0 } });
    for (const client of [sender, receiver]) {
      const patched = await client.next(({ cmd }) => cmd === "patch");
      expect(patched.patchMessage?.patches?.[0]).toMatchObject({ data: "plain ***", patchCode: 4408 });
    }
    sender.close();
    receiver.close();
    await configure({});
  });
});

describe("service web hook", () => {
  it("posts what clients say to a service, again after failures", async () => {
    await configure({ serviceWebHook: `${app.url}/inbox` });
    const created = await server.call("POST", "/1.2/rtm/service-conversations", { body: { name: "s" } });
    const cid = String(Reflect.get(Object(created.body), "objectId"));
    app.answers.set("inbox", [500, 500, 500, {}]);
    const tom = name("Tom");
    const client = await login(tom);
    const sent = await client.ask({ cmd: "direct", directMessage: { cid, msg: "help" } });
    for (let attempt = 0; attempt < 4; attempt += 1) {
      expect((await app.next("inbox")).body).toMatchObject([
        { msgId: sent.ackMessage?.uid, from: tom, data: "help", bin: false, conv: { objectId: cid } },
      ]);
    }
    client.close();
    await configure({});
  });
});
