import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectJson } from "../testing/json-client";
import { startTestServer, type TestServer, testKeys } from "../testing/start-test-server";

const open = { cmd: "session", op: "open", appId: testKeys.appId, peerId: "Tom" };
/** What a client of each dialect says first. */
const dialects = [
  { name: "lean-cloud-chat", protocol: undefined, first: open },
  { name: "JavaScript SDK 2.x", protocol: undefined, first: { ...open, i: 1 } },
  { name: "lc.json.3", protocol: "lc.json.3", first: { ...open, i: 1 } },
];

let strict: TestServer;
let hasty: TestServer;
let impatient: TestServer;
beforeAll(async () => {
  strict = await startTestServer({ gateway: { frameBytes: 1000, pendingCommands: 8 } });
  hasty = await startTestServer({ gateway: { loginTimeout: 50, sweepInterval: 10 } });
  impatient = await startTestServer({ gateway: { idleTimeout: 200, sweepInterval: 10 } });
});
afterAll(() => Promise.all([strict.close(), hasty.close(), impatient.close()]));

describe.each(dialects)("connections of $name", ({ protocol, first }) => {
  it("are closed with 4108 when nobody logs in, and with 4107 when nothing is heard", async () => {
    const stranger = await connectJson(hasty, protocol);
    stranger.send({});
    expect(await stranger.closed).toBe(4108);
    const silent = await connectJson(impatient, protocol);
    silent.send(first);
    expect(await silent.closed).toBe(4107);
  });

  it("are closed with 4109 for too long a frame, and with 4114 for garbage", async () => {
    for (const size of [1001, 1_000_000]) {
      const client = await connectJson(strict, protocol);
      client.send(first);
      client.send({ cmd: "direct", msg: "x".repeat(size) });
      expect(await client.closed).toBe(4109);
    }
    for (const garbage of ["{", "[1]", '"text"', '{"cmd":5']) {
      const [unknown, known] = [await connectJson(strict, protocol), await connectJson(strict, protocol)];
      known.send(first);
      for (const client of [unknown, known]) {
        client.socket.send(garbage);
        expect(await client.closed).toBe(4114);
      }
    }
  });

  it("are read no faster than they are served, and every command is answered", async () => {
    const flood = await connectJson(strict, protocol);
    flood.send(first);
    await flood.next(({ op }) => op === "opened");
    const total = 1000;
    const answers = Array.from({ length: total }, () => flood.next(({ op }) => op === "query-result"));
    const ask = { ...first, op: "query", sessionPeerIds: ["x"] };
    for (let count = 0; count < total; count += 1) flood.send(ask);
    await Promise.all(answers);
    flood.close();
  });
});
