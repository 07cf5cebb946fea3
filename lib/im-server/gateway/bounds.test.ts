import { once } from "node:events";
import { createServer } from "node:http";
import { connect } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { connectRaw } from "../testing/raw-client";
import { startTestServer, type TestServer, type TestServerOptions } from "../testing/start-test-server";
import { encodeCommand, type Outgoing } from "./wire/codec";

const servers: TestServer[] = [];
async function start(gateway: TestServerOptions["gateway"]): Promise<TestServer> {
  const server = await startTestServer({ gateway });
  servers.push(server);
  return server;
}
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

describe("close codes", () => {
  it("closes who never logs in with 4108", async () => {
    const server = await start({ loginTimeout: 20, sweepInterval: 10 });
    expect(await (await connectRaw(server)).closed).toBe(4108);
  });

  it("closes who never speaks with 4107", async () => {
    const server = await start({ idleTimeout: 50, sweepInterval: 10 });
    const client = await connectRaw(server);
    void client.open("Tom");
    expect(await client.closed).toBe(4107);
  });

  it("closes too long a frame with 4109, also one beyond what is read at all", async () => {
    const server = await start({ frameBytes: 1000 });
    for (const size of [1001, 1_000_000]) {
      const client = await connectRaw(server);
      client.socket.send(Buffer.alloc(size));
      expect(await client.closed).toBe(4109);
    }
  });

  it("closes garbage with 4114", async () => {
    const server = await start({});
    for (const garbage of [
      Buffer.from("ffffffff", "hex"),
      Buffer.from("f2067fffffff", "hex"),
      "{not base64 or protobuf",
    ]) {
      const client = await connectRaw(server);
      client.socket.send(garbage);
      expect(await client.closed).toBe(4114);
    }
  });

  it("refuses more connections than it may have", async () => {
    const server = await start({ connections: 1 });
    const first = await connectRaw(server);
    await expect(connectRaw(server)).rejects.toThrow("503");
    first.close();
  });
});

describe("rates", () => {
  it("leave what is above a client's limit unanswered", async () => {
    const server = await start({ rates: { send: 2, history: 1, other: 100 } });
    const client = await connectRaw(server);
    await client.open("Tom");
    const { convMessage } = await client.ask({ cmd: "conv", op: "start", convMessage: { m: ["x"] } });
    const cid = convMessage?.cid;
    for (let index = 0; index < 2; index += 1) {
      expect(
        (await client.ask({ cmd: "direct", directMessage: { cid, msg: "x" } })).ackMessage?.uid,
      ).toBeTruthy();
    }
    let isAnswered = false;
    void client.ask({ cmd: "direct", directMessage: { cid, msg: "too many" } }).then(() => {
      isAnswered = true;
    });
    const logs = await client.ask({ cmd: "logs", logsMessage: { cid } });
    expect(logs.logsMessage?.logs).toHaveLength(2);
    expect(isAnswered).toBe(false);
    client.close();
  });
});

describe("blocks of a chat room", () => {
  it("put a client out, and keep it from coming back and from speaking", async () => {
    const server = await start({});
    const owner = await connectRaw(server);
    await owner.open("Owner");
    const { convMessage } = await owner.ask({ cmd: "conv", op: "start", convMessage: { transient: true } });
    const cid = convMessage?.cid;
    const rude = await connectRaw(server);
    await rude.open("Rude");
    const enter: Outgoing = { cmd: "conv", op: "add", convMessage: { cid, m: ["Rude"] } };
    await rude.ask(enter);
    const count = { cmd: "conv", op: "count", convMessage: { cid } } as const;
    expect((await owner.ask(count)).convMessage?.count).toBe(2);
    await owner.ask({ cmd: "blacklist", op: "block", blacklistMessage: { srcCid: cid, toPids: ["Rude"] } });
    await rude.next(({ op }) => op === "blocked");
    const said = await rude.ask({ cmd: "direct", directMessage: { cid, msg: "still here" } });
    expect(said.ackMessage).toMatchObject({ code: 4548, reason: "BLOCKED_BY_CONV" });
    expect((await rude.ask(enter)).convMessage).toMatchObject({ failedPids: [{ code: 4548 }] });
    expect((await owner.ask(count)).convMessage?.count).toBe(1);
    owner.close();
    rude.close();
  });
});

describe("under a flood", { timeout: 90_000 }, () => {
  it("stops reading from who sends faster than it is served, and serves the others", async () => {
    const server = await start({ pendingCommands: 16 });
    const flood = await connectRaw(server);
    await flood.open("Flood");
    const { convMessage } = await flood.ask({ cmd: "conv", op: "start", convMessage: { m: ["x"] } });
    const cid = convMessage?.cid;
    const calm = await connectRaw(server);
    await calm.open("Calm");
    const before = process.memoryUsage().rss;
    const total = 3000;
    const answers = Array.from({ length: total }, (_, index) =>
      flood.ask({ cmd: "direct", directMessage: { cid, msg: `${index}`.padEnd(2000, "x") } }),
    );
    expect(await calm.ask({ cmd: "echo" })).toMatchObject({ cmd: "echo" });
    const acks = await Promise.all(answers);
    const times = acks.map(({ ackMessage }) => ackMessage?.t ?? 0);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(process.memoryUsage().rss - before).toBeLessThan(300 * 1024 * 1024);
    flood.close();
    calm.close();
  });

  it("works on a bounded number of commands of one connection at a time", async () => {
    let most = 0;
    const working: (() => void)[] = [];
    // The app's own server, which takes its time: until as many ask as may, and still some more.
    const app = createServer((request, response) => {
      request.resume();
      working.push(() => response.end("{}"));
      most = Math.max(most, working.length);
      if (most < 16) return;
      setTimeout(() => {
        for (const answer of working.splice(0)) answer();
      }, 20);
    });
    app.listen(0, "127.0.0.1");
    await once(app, "listening");
    const address = app.address();
    const url = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
    const server = await start({ pendingCommands: 16 });
    const hooks = { url, enabled: ["_messageReceived"], timeoutMs: 10_000 };
    await server.call("PUT", "/parley/1/settings", { body: { hooks } });
    const flood = await connectRaw(server);
    await flood.open("Flood");
    const { convMessage } = await flood.ask({ cmd: "conv", op: "start", convMessage: { m: ["x"] } });
    const directMessage = { cid: convMessage?.cid, msg: "x" };
    await Promise.all(Array.from({ length: 200 }, () => flood.ask({ cmd: "direct", directMessage })));
    expect(most).toBe(16);
    flood.close();
    app.closeAllConnections();
    app.close();
  });

  it("does nothing more for who does not read its answers", async () => {
    const server = await start({ pacedBytes: 32 * 1024 });
    const [stuck, other] = [await connectRaw(server), await connectRaw(server)];
    await stuck.open("Stuck");
    await other.open("Other");
    const { convMessage } = await stuck.ask({ cmd: "conv", op: "start", convMessage: { m: ["Other"] } });
    const cid = convMessage?.cid;
    const long = { cmd: "direct", directMessage: { cid, msg: "x".repeat(5000) } } as const;
    await Promise.all(Array.from({ length: 40 }, () => stuck.ask(long)));
    for (let index = 0; index < 40; index += 1) await other.next(({ cmd }) => cmd === "direct");
    stuck.socket.pause();
    const logs = { cmd: "logs", logsMessage: { cid, l: 40 } } as const;
    // More than the network holds.
    const pages = Array.from({ length: 100 }, () => stuck.ask(logs));
    const last = stuck.ask({ cmd: "direct", directMessage: { cid, msg: "at last" } });
    const received: unknown[] = [];
    const arrival = other.next(({ cmd }) => cmd === "direct").then((push) => received.push(push));
    // By then the store would have answered all that, had it been asked.
    const short = { cmd: "logs", logsMessage: { cid, l: 1 } } as const;
    await Promise.all(Array.from({ length: 100 }, () => other.ask(short)));
    expect(received).toEqual([]);
    stuck.socket.resume();
    await Promise.all([...pages, last, arrival]);
    expect(received).toHaveLength(1);
    stuck.close();
    other.close();
  });

  it("asks no further query for who does not take the answers, which may be large", async () => {
    const server = await start({});
    const create = (topic: string, text = "") =>
      server.call("POST", "/1.2/rtm/conversations", { body: { m: ["Stuck"], topic, text } });
    const large = "x".repeat(100_000);
    await Promise.all(Array.from({ length: 10 }, () => create("large", large)));
    const [stuck, other] = [await connectRaw(server), await connectRaw(server)];
    await stuck.open("Stuck");
    await other.open("Other");
    stuck.socket.pause();
    // More than the network holds.
    const answers = Array.from({ length: 30 }, () =>
      stuck.ask({ cmd: "conv", op: "query", convMessage: { limit: 100 } }),
    );
    // By then the store would have answered all that, had it been asked.
    const mine = { cmd: "conv", op: "query", convMessage: { limit: 1 } } as const;
    for (let count = 0; count < 20; count += 1) await other.ask(mine);
    await create("late");
    stuck.socket.resume();
    const topics = (await Promise.all(answers)).map(({ convMessage }) => {
      const rows: { topic: string }[] = JSON.parse(convMessage?.results?.data ?? "[]");
      return rows.map(({ topic }) => topic);
    });
    expect(topics[0]).not.toContain("late");
    expect(topics.at(-1)).toContain("late");
    stuck.close();
    other.close();
  });

  it("drops who does not read, and the rest of the room gets everything", async () => {
    const server = await start({ unsentBytes: 64 * 1024 });
    const room = await server.call("POST", "/1.2/rtm/chatrooms", { body: { name: "room" } });
    const cid = String(Reflect.get(Object(room.body), "objectId"));
    const enter = { cmd: "conv", op: "add", convMessage: { cid } } as const;
    const reader = await connectRaw(server);
    await reader.open("Reader");
    await reader.ask({ ...enter, convMessage: { cid, m: ["Reader"] } });
    const stuck = await connectRaw(server);
    await stuck.open("Stuck");
    await stuck.ask({ ...enter, convMessage: { cid, m: ["Stuck"] } });
    stuck.socket.pause();
    const count = async () =>
      (await reader.ask({ cmd: "conv", op: "count", convMessage: { cid } })).convMessage?.count;
    expect(await count()).toBe(2);
    let sent = 0;
    while ((await count()) === 2) {
      const body = { from_client: "x", message: "x".repeat(5000), transient: true };
      await Promise.all(
        Array.from({ length: 50 }, () => server.call("POST", `/1.2/rtm/chatrooms/${cid}/messages`, { body })),
      );
      sent += 50;
      if (sent > 20_000) throw new Error("the stuck reader was never dropped");
    }
    for (let index = 0; index < sent; index += 1) await reader.next(({ cmd }) => cmd === "direct");
    reader.close();
    stuck.close();
  });

  it("spares who is behind the messages of low priority, and keeps the connection", async () => {
    const server = await start({});
    const talker = await connectRaw(server);
    await talker.open("Talker");
    const { convMessage } = await talker.ask({ cmd: "conv", op: "start", convMessage: { transient: true } });
    const cid = convMessage?.cid;
    const slow = await connectRaw(server);
    await slow.open("Slow");
    await slow.ask({ cmd: "conv", op: "add", convMessage: { cid, m: ["Slow"] } });
    slow.socket.pause();
    const total = 4000;
    const directMessage = { cid, msg: "x".repeat(4500), transient: true };
    for (let sent = 0; sent < total; sent += 100) {
      const burst = { cmd: "direct", priority: 3, directMessage } as const;
      await Promise.all(Array.from({ length: 100 }, () => talker.ask(burst)));
    }
    slow.socket.resume();
    await talker.ask({ cmd: "direct", priority: 1, directMessage: { ...directMessage, msg: "important" } });
    let received = 0;
    for (let isOver = false; !isOver; received += 1) {
      const push = await slow.next(({ cmd }) => cmd === "direct");
      isOver = push.directMessage?.msg === "important";
    }
    expect(received).toBeLessThan(total);
    talker.close();
    slow.close();
  });

  it("answers who reads slowly as fast as it reads, and no faster", async () => {
    const server = await start({ unsentBytes: 64 * 1024, pacedBytes: 32 * 1024, pendingCommands: 8 });
    const client = await connectRaw(server);
    await client.open("Slow");
    const { convMessage } = await client.ask({ cmd: "conv", op: "start", convMessage: { m: ["x"] } });
    const cid = convMessage?.cid;
    const msg = "x".repeat(5000);
    await Promise.all(
      Array.from({ length: 40 }, () => client.ask({ cmd: "direct", directMessage: { cid, msg } })),
    );
    client.socket.pause();
    const pages = Array.from({ length: 60 }, () => client.ask({ cmd: "logs", logsMessage: { cid, l: 40 } }));
    const other = await connectRaw(server);
    await other.open("Other");
    expect(await other.ask({ cmd: "echo" })).toMatchObject({ cmd: "echo" });
    client.socket.resume();
    for (const page of await Promise.all(pages)) expect(page.logsMessage?.logs).toHaveLength(40);
    client.close();
    other.close();
  });

  it("lets only so many clients in over one connection", async () => {
    const server = await start({ sessionsPerConnection: 2 });
    const client = await connectRaw(server);
    expect(await client.open("a")).toMatchObject({ op: "opened" });
    expect(await client.open("b")).toMatchObject({ op: "opened" });
    expect(await client.open("c")).toMatchObject({ errorMessage: { code: 4113 } });
    client.close();
  });

  it("bears sockets that speak no protocol at all", async () => {
    const server = await start({});
    const { port } = new URL(server.url);
    const sockets = Array.from({ length: 50 }, () => connect(Number(port), "127.0.0.1"));
    await Promise.all(sockets.map((socket) => once(socket, "connect")));
    const ends = sockets.map((socket) => once(socket, "close"));
    for (const socket of sockets) {
      socket.on("error", () => {});
      socket.resume();
      socket.write(Buffer.from(encodeCommand({ cmd: "echo", i: 1 })));
    }
    await Promise.all(ends);
    expect((await server.call("GET", "/parley/1/health", { key: "none" })).status).toBe(200);
  });
});
