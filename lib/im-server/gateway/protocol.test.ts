import { once } from "node:events";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { nameOf, unproven } from "../testing/command-proof";
import { commandTable, type Row } from "../testing/command-table";
import { connectRaw } from "../testing/raw-client";
import { startTestServer, type TestServer, testKeys } from "../testing/start-test-server";
import { type Frame, openWiretap, type Wiretap } from "../testing/wiretap";
import { type CommandName, commandTypes, type OpName, opTypes } from "./wire/enums";

let server: TestServer;
let wire: Wiretap;
const frames: Frame[] = [];
beforeAll(async () => {
  server = await startTestServer();
  wire = await openWiretap(server, frames);
});
afterAll(async () => {
  await wire.close();
  await server.close();
});

const connect = (options?: Parameters<typeof connectRaw>[1]) => connectRaw(wire, options);

describe("discovery", () => {
  it("tells where the sockets are, and where everything is", async () => {
    const { host } = new URL(server.url);
    const router = await server.call("GET", "/v1/route", { key: "none", query: { appId: testKeys.appId } });
    expect(router.body).toEqual({
      groupId: "g0",
      server: `ws://${host}/`,
      secondary: `ws://${host}/`,
      ttl: 3600,
    });
    const app = await server.call("GET", "/2/route", { key: "none", query: { appId: testKeys.appId } });
    expect(app.body).toMatchObject({ ttl: 3600, api_server: host, rtm_router_server: host });
    const other = await server.call("GET", "/v1/route", { key: "none", query: { appId: "other" } });
    expect(other).toMatchObject({ status: 400, body: { code: 4100 } });
  });

  it("believes X-Forwarded-Proto from trusted proxies alone", async () => {
    const headers = { "x-forwarded-proto": "https", "x-forwarded-host": "im.example.com" };
    const untrusted = await server.call("GET", "/v1/route", { key: "none", headers });
    expect(untrusted.body).toMatchObject({ server: expect.stringMatching(/^ws:\/\/127/) });
    const behind = await startTestServer({ trustedProxies: ["127.0.0.0/8"] });
    const trusted = await behind.call("GET", "/v1/route", { key: "none", headers });
    expect(trusted.body).toMatchObject({ server: "wss://im.example.com/" });
    await behind.close();
  });
});

describe("sub-protocols", () => {
  it.each([
    ["lc.protobuf2.3", false],
    ["lc.protobuf2.1", false],
    ["lc.proto2base64.3", true],
    ["lc.proto2base64.1", true],
    ["lc.protobuf.3", false],
    ["lc.protobase64.1", true],
  ])("speaks %s by header and by query", async (protocol, isText) => {
    const byHeader = await connect({ protocol, isText });
    expect(byHeader.protocol).toBe(protocol);
    expect(await byHeader.open("Tom")).toMatchObject({ cmd: "session", op: "opened", peerId: "Tom" });
    const query = `?subprotocol=${encodeURIComponent(protocol)}`;
    const byQuery = await connect({ protocol: "", query, isText });
    expect(await byQuery.open("Jerry")).toMatchObject({ op: "opened" });
    byHeader.close();
    byQuery.close();
  });

  it("refuses what it does not speak", async () => {
    const socket = new WebSocket(server.url.replace("http", "ws"), "lc.unknown");
    const [error] = await once(socket, "error");
    expect(String(error)).toContain("400");
  });
});

describe("envelope", () => {
  it("answers with the serial, the peer and service 2, and never zero for absent", async () => {
    const tom = await connect();
    const opened = await tom.open("Tom");
    expect(opened).toMatchObject({
      i: 1,
      service: 2,
      peerId: "Tom",
      serverTs: expect.any(Number),
      sessionMessage: { st: expect.any(String), stTtl: 2_073_600 },
    });
    expect(opened.sessionMessage).not.toHaveProperty("code");
    const started = await tom.ask({ cmd: "conv", op: "start", convMessage: { m: ["Jerry"] } });
    expect(started).toMatchObject({ op: "started", peerId: "Tom", service: 2 });
    const cid = started.convMessage?.cid;
    const joined = await tom.next(({ op }) => op === "joined");
    expect(joined).toMatchObject({ cmd: "conv", peerId: "Tom", service: 2, notificationType: 1 });
    expect(joined.convMessage).toMatchObject({ cid, initBy: "Tom", udate: expect.stringMatching(/Z$/) });
    expect(await tom.next(({ op }) => op === "members_joined")).toMatchObject({
      notificationType: 2,
      convMessage: { cid, m: ["Jerry", "Tom"] },
    });
    const ack = await tom.ask({ cmd: "direct", directMessage: { cid, msg: "x" } });
    expect(ack).toMatchObject({
      cmd: "ack",
      ackMessage: { cid, uid: expect.any(String), t: expect.any(Number) },
    });
    expect(ack.ackMessage).not.toHaveProperty("code");
    tom.close();
  });

  it("makes a client id for who gives none", async () => {
    const client = await connect();
    const opened = await client.ask({
      cmd: "session",
      op: "open",
      appId: testKeys.appId,
      sessionMessage: {},
    });
    expect(opened.peerId).toMatch(/^[0-9a-f]{32}$/);
    client.close();
  });

  it("answers heartbeats and logins of the push service, with or without a session", async () => {
    const client = await connect();
    expect(await client.ask({ cmd: "echo" })).toMatchObject({ cmd: "echo", i: 1 });
    expect(await client.ask({ cmd: "login", installationId: "x", service: 1 })).toMatchObject({
      cmd: "loggedin",
      service: 1,
    });
    expect(await client.ask({ cmd: "logout", service: 1 })).toMatchObject({ cmd: "loggedout" });
    await client.open("Tom");
    const uploaded = await client.ask({
      cmd: "report",
      op: "upload",
      reportMessage: { type: "token", data: "x" },
    });
    expect(uploaded).toMatchObject({ cmd: "report", op: "uploaded" });
    client.close();
  });

  it("names failures by their constant", async () => {
    const client = await connect();
    expect(await client.ask({ cmd: "conv", op: "count", convMessage: { cid: "x" } })).toMatchObject({
      cmd: "error",
      errorMessage: { code: 4105, reason: "SESSION_REQUIRED" },
    });
    await client.open("Tom");
    expect(await client.ask({ cmd: "conv", op: "update", convMessage: { cid: "none" } })).toMatchObject({
      errorMessage: { code: 4303, reason: "CONVERSATION_NOT_FOUND" },
    });
    const gone = await client.ask({ cmd: "direct", directMessage: { cid: "_tmp:gone", msg: "x" } });
    expect(gone).toMatchObject({ cmd: "ack", ackMessage: { code: 4303, reason: "CONVERSATION_NOT_FOUND" } });
    client.close();
  });

  it("does not acknowledge transient messages of clients that do not expect it", async () => {
    const client = await connect();
    await client.open("Tom", { configBitmap: 0b11 });
    const { convMessage } = await client.ask({ cmd: "conv", op: "start", convMessage: { m: ["x"] } });
    const cid = convMessage?.cid;
    client.send({ cmd: "direct", i: 999, directMessage: { cid, msg: "silent", transient: true } });
    expect(await client.ask({ cmd: "echo" })).toMatchObject({ cmd: "echo" });
    client.close();
  });
});

describe("lists and questions that the JavaScript SDKs do not ask", () => {
  it("answers who is a member, silenced or blocked", async () => {
    const tom = await connect();
    await tom.open("Tom-q");
    const { convMessage } = await tom.ask({ cmd: "conv", op: "start", convMessage: { m: ["a", "b"] } });
    const cid = convMessage?.cid ?? "";
    const member = await tom.ask({ cmd: "conv", op: "is_member", convMessage: { cids: [cid, "none"] } });
    expect(JSON.parse(member.convMessage?.results?.data ?? "")).toEqual({ [cid]: true, none: false });
    expect((await tom.ask({ cmd: "conv", op: "members", convMessage: { cid } })).convMessage?.m).toEqual([
      "a",
      "b",
      "Tom-q",
    ]);
    await tom.ask({ cmd: "conv", op: "add_shutup", convMessage: { cid, m: ["a"] } });
    expect(
      await tom.ask({ cmd: "conv", op: "check_shutup", convMessage: { cid, m: ["a", "b"] } }),
    ).toMatchObject({
      op: "check_result",
      convMessage: { m: ["a"] },
    });
    await tom.ask({ cmd: "blacklist", op: "block", blacklistMessage: { srcCid: cid, toPids: ["b"] } });
    const checked = { srcCid: cid, toPids: ["a", "b"] };
    expect(await tom.ask({ cmd: "blacklist", op: "check_block", blacklistMessage: checked })).toMatchObject({
      op: "check_result",
      blacklistMessage: { blockedPids: ["b"] },
    });
    tom.close();
  });

  it("reads history also for who names the operation", async () => {
    const tom = await connect();
    await tom.open("Tom-l");
    const { convMessage } = await tom.ask({ cmd: "conv", op: "start", convMessage: { m: ["x"] } });
    const cid = convMessage?.cid;
    await tom.ask({ cmd: "direct", directMessage: { cid, msg: "found" } });
    const page = await tom.ask({ cmd: "logs", op: "open", logsMessage: { cid, limit: 5 } });
    expect(page.logsMessage?.logs).toMatchObject([{ data: "found", from: "Tom-l" }]);
    tom.close();
  });

  it("keeps a client's own list of conversations it will not be added to", async () => {
    const tom = await connect();
    await tom.open("Tom-r");
    const jerry = await connect();
    await jerry.open("Jerry-r");
    const { convMessage } = await tom.ask({ cmd: "conv", op: "start", convMessage: { m: ["x"] } });
    const cid = convMessage?.cid ?? "";
    await jerry.ask({
      cmd: "blacklist",
      op: "block",
      blacklistMessage: { srcPid: "Jerry-r", toCids: [cid] },
    });
    const listed = await jerry.ask({
      cmd: "blacklist",
      op: "query",
      blacklistMessage: { srcPid: "Jerry-r" },
    });
    expect(listed.blacklistMessage).toMatchObject({ blockedCids: [cid] });
    const added = await tom.ask({ cmd: "conv", op: "add", convMessage: { cid, m: ["Jerry-r", "y"] } });
    expect(added.convMessage).toMatchObject({
      allowedPids: ["y"],
      failedPids: [{ code: 4548, reason: "BLOCKED_BY_CONV", pids: ["Jerry-r"] }],
    });
    await jerry.ask({
      cmd: "blacklist",
      op: "unblock",
      blacklistMessage: { srcPid: "Jerry-r", toCids: [cid] },
    });
    const again = await tom.ask({ cmd: "conv", op: "add", convMessage: { cid, m: ["Jerry-r"] } });
    expect(again.convMessage).toMatchObject({ allowedPids: ["Jerry-r"] });
    tom.close();
    jerry.close();
  });

  it("tells everyone's markers", async () => {
    const tom = await connect();
    await tom.open("Tom-m");
    const jerry = await connect();
    await jerry.open("Jerry-m");
    const { convMessage } = await tom.ask({ cmd: "conv", op: "start", convMessage: { m: ["Jerry-m", "z"] } });
    const cid = convMessage?.cid;
    const sent = await tom.ask({ cmd: "direct", directMessage: { cid, msg: "x", r: true } });
    jerry.send({ cmd: "read", readMessage: { convs: [{ cid: cid ?? "" }] } });
    await tom.next(({ cmd }) => cmd === "rcp");
    const all = { cid, queryAllMembers: true };
    expect(
      (await tom.ask({ cmd: "conv", op: "max_read", convMessage: all })).convMessage?.maxReadTuples,
    ).toEqual([
      { pid: "Jerry-m", maxAckTimestamp: sent.ackMessage?.t, maxReadTimestamp: sent.ackMessage?.t },
      { pid: "z" },
    ]);
    const lowest = await tom.ask({ cmd: "conv", op: "max_read", convMessage: { cid } });
    expect(lowest.convMessage).not.toHaveProperty("maxReadTimestamp");
    tom.close();
    jerry.close();
  });
});

describe("reliable notifications", () => {
  it("tell a client that was away what concerned it", async () => {
    const tom = await connect();
    await tom.open("Tom-n");
    const jerry = await connect();
    const opened = await jerry.open("Jerry-n");
    jerry.close();
    const { convMessage } = await tom.ask({ cmd: "conv", op: "start", convMessage: { m: ["Jerry-n"] } });
    await tom.next(({ op }) => op === "members_joined");
    const query = { client_id: "Jerry-n", start_ts: 0, notification_type: "permanent" };
    const headers = { "x-lc-im-session-token": opened.sessionMessage?.st ?? "" };
    const path = "/1.1/rtm/notifications";
    const page = await server.call("GET", path, { key: "app", query, headers });
    expect(page.body).toMatchObject({
      hasMore: false,
      notifications: [
        { cmd: "conv", op: "joined", cid: convMessage?.cid, initBy: "Tom-n", notificationType: 1 },
      ],
    });
    const swift = await server.call("GET", path, {
      key: "app",
      query: { client_id: "Jerry-n", start_ts: 0 },
      headers,
    });
    expect(swift.body).toMatchObject({
      permanent: { notifications: [{ op: "joined" }] },
      droppable: { invalidLocalConvCache: true, notifications: [] },
    });
    const nothingNew = await server.call("GET", path, {
      key: "app",
      query: { client_id: "Jerry-n", start_ts: Date.now() },
      headers,
    });
    expect(nothingNew.body).toMatchObject({
      permanent: { hasMore: false, notifications: [] },
      droppable: { invalidLocalConvCache: false },
    });
    expect((await server.call("GET", path, { key: "app", query })).status).toBe(401);
    tom.close();
  });
});

describe("history of a client that was away", () => {
  it("is sent as messages to clients that do not announce unread ones, and acknowledged for good", async () => {
    const tom = await connect();
    await tom.open("Tom-o");
    const { convMessage } = await tom.ask({ cmd: "conv", op: "start", convMessage: { m: ["Jerry-o"] } });
    const cid = convMessage?.cid;
    const sent = await tom.ask({ cmd: "direct", directMessage: { cid, msg: "while you slept", r: true } });
    const jerry = await connect({ protocol: "lc.protobuf2.1" });
    await jerry.open("Jerry-o");
    const got = await jerry.next(({ cmd }) => cmd === "direct");
    expect(got.directMessage).toMatchObject({
      cid,
      msg: "while you slept",
      offline: true,
      fromPeerId: "Tom-o",
    });
    jerry.send({ cmd: "ack", ackMessage: { cid, mid: sent.ackMessage?.uid } });
    const receipt = await tom.next(({ cmd }) => cmd === "rcp");
    expect(receipt.rcpMessage).toMatchObject({ cid, id: sent.ackMessage?.uid, from: "Jerry-o" });
    jerry.close();
    const again = await connect({ protocol: "lc.protobuf2.1" });
    await again.open("Jerry-o");
    const next = again.next(({ cmd }) => cmd === "direct");
    await tom.ask({ cmd: "direct", directMessage: { cid, msg: "good morning" } });
    expect((await next).directMessage?.msg).toBe("good morning");
    again.close();
    tom.close();
  });
});

describe("the table", () => {
  it("has everything that is answered at all: any other command is refused", async () => {
    const rows: Row[] = [commandTable.sessions, commandTable.conversations, commandTable.messages].flat();
    const known = new Set(rows.map(({ client }) => client));
    /** Those that have no operations do not look at any. */
    const isKnown = (cmd: string, op: string) =>
      known.has(cmd) || known.has(`${cmd}/${op}`) || cmd === "report";
    const client = await connect();
    await client.open("Tom-u");
    for (const cmd of Object.keys(commandTypes) as CommandName[]) {
      const others = (Object.keys(opTypes) as OpName[]).filter((op) => !isKnown(cmd, op));
      const replies = await Promise.all(others.map((op) => client.ask({ cmd, op })));
      expect(replies.filter((reply) => reply.errorMessage?.code !== 1).map(nameOf)).toEqual([]);
    }
    client.close();
  });

  it.each(["sessions", "conversations", "messages"] as const)(
    "has no row of %s that no SDK of ours says and that is left out here",
    (area) => {
      expect(unproven(area, frames, "raw")).toEqual([]);
    },
  );
});
