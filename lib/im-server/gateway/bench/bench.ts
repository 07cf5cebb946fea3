import { type ChildProcess, fork } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { Agent, createServer, request as httpRequest } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { WebSocketServer } from "ws";
import { createImServer, type ImServer } from "../../server";
import { connectRaw } from "../../testing/raw-client";
import { addressOf } from "../push";
import { directPush } from "../push/message";
import { benchClientId, type ClientOrder, type ClientReport } from "./clients";
import { startMosquitto } from "./mosquitto";
import { publishPacket } from "./mqtt";

export type GatewayRow = {
  name: string;
  value: number;
  unit: string;
  target?: string;
  /** Why there is no value. */
  skipped?: string;
};

const keys = { appId: "bench-app", appKey: "bench-app-key", masterKey: "bench-master-key" };
const TEXT = "x".repeat(200);
const ROUNDS = 15;
const SENDS = 1000;
const SEND_ROUNDS = 6;
const SENDERS = 8;
const IN_FLIGHT = 64;

/**
 * Measures the socket gateway on this machine: fan-out against a plain `ws` loop, REST beside it,
 * memory of idle sessions, and sends by socket against sends by REST.
 */
export async function measureGateway(sizes: readonly number[] = [5000, 10_000]): Promise<GatewayRow[]> {
  const dataDir = await mkdtemp(join(tmpdir(), "parley-gateway-bench-"));
  const server = await createImServer({ dataDir, host: "127.0.0.1", port: 0, keys, quotas: null });
  await server.start();
  const clients = fork(new URL("./clients.ts", import.meta.url), { execArgv: ["--import", "tsx"] });
  try {
    const rows: GatewayRow[] = [...(await measureSends(server))];
    for (const size of sizes) rows.push(...(await measureFanOut(server, clients, size)));
    return rows;
  } finally {
    clients.kill();
    await server.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

function told(clients: ChildProcess, kind: ClientReport["kind"]): Promise<void> {
  return new Promise((resolve) => {
    const listener = (message: unknown) => {
      if (Reflect.get(Object(message), "kind") !== kind) return;
      clients.off("message", listener);
      resolve();
    };
    clients.on("message", listener);
  });
}

async function order(
  clients: ChildProcess,
  message: ClientOrder,
  answer: ClientReport["kind"],
): Promise<void> {
  const done = told(clients, answer);
  clients.send(message);
  await done;
}

/** Milliseconds from sending until the last client has everything; the median of some rounds. */
async function timeRounds(clients: ChildProcess, bytes: number, send: () => unknown): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    await order(clients, { kind: "expect", bytes }, "ready");
    const received = told(clients, "received");
    const start = performance.now();
    await send();
    await received;
    times.push(performance.now() - start);
  }
  return percentile(times, 0.5);
}

async function measureFanOut(server: ImServer, clients: ChildProcess, count: number): Promise<GatewayRow[]> {
  const created = await callRest(server, "POST", "/1.2/rtm/chatrooms", { name: "bench" });
  const room = String(Reflect.get(Object(created), "objectId"));
  const port = Number(new URL(server.url).port);
  const before = usedMemory();
  await order(clients, { kind: "connect", port, count, appId: keys.appId, room, logsIn: true }, "ready");
  const perSession = (usedMemory() - before) / count / 1024;
  const sendAs = (transient: boolean) => () =>
    callRest(server, "POST", `/1.2/rtm/chatrooms/${room}/messages`, {
      from_client: "bench",
      message: TEXT,
      transient,
    });
  const send = sendAs(true);
  const frameBytes = frameSize(room, true);
  const ours = await timeRounds(clients, frameBytes, send);
  const stored = await timeRounds(clients, frameSize(room, false), sendAs(false));
  const { idle, busy } = await restLatencies(server, send);
  await order(clients, { kind: "disconnect" }, "gone");
  const plain = await measurePlain(clients, count, frameBytes);
  const broker = await measureMosquitto(clients, count);
  const label = count.toLocaleString("en");
  return [
    { name: `fan-out to ${label}`, value: ours, unit: "ms" },
    { name: `plain ws loop to ${label}`, value: plain, unit: "ms" },
    { name: `fan-out ÷ plain ws loop, ${label}`, value: plain / ours, unit: "×", target: "≥ 0.8" },
    ...compareToMosquitto({ ours, stored, broker, label }),
    { name: `REST p99 during fan-out ÷ idle, ${label}`, value: busy / idle, unit: "×", target: "< 3" },
    { name: `memory per idle session, ${label}`, value: perSession, unit: "KB", target: "≤ 12" },
  ];
}

/** The bytes one receiver's frame has on the wire: the push and a WebSocket header of four. */
function frameSize(room: string, transient: boolean): number {
  const push = directPush(
    {
      conversationId: room,
      kind: "chatroom",
      messageId: "x".repeat(22),
      from: "bench",
      data: TEXT,
      binary: false,
      mentionAll: false,
      mentionClientIds: [],
      timestamp: Date.now(),
    },
    transient ? { transient } : {},
  );
  return push.frameFor(addressOf(benchClientId(0))).length + 4;
}

/** The same text from one publisher to as many subscribers, thrown out once and acknowledged by each. */
async function measureMosquitto(
  clients: ChildProcess,
  count: number,
): Promise<{ once: number; acked: number } | null> {
  const broker = await startMosquitto();
  if (broker === null) return null;
  try {
    await order(clients, { kind: "subscribe", port: broker.port, count }, "ready");
    const time = (topic: "once" | "acked", qos: 0 | 1) =>
      timeRounds(clients, publishPacket(topic, TEXT, qos).length, () => broker.publish(topic, TEXT, qos));
    const once = await time("once", 0);
    const acked = await time("acked", 1);
    await order(clients, { kind: "disconnect" }, "gone");
    return { once, acked };
  } finally {
    await broker.stop();
  }
}

/** A message that is stored before it is told stands against QoS 1, which mosquitto keeps in memory. */
function compareToMosquitto(times: {
  ours: number;
  stored: number;
  broker: { once: number; acked: number } | null;
  label: string;
}): GatewayRow[] {
  const { ours, stored, broker, label } = times;
  const rows: GatewayRow[] = [{ name: `stored fan-out to ${label}`, value: stored, unit: "ms" }];
  const ratio = { name: `fan-out ÷ mosquitto QoS 0, ${label}`, unit: "×", target: "≥ 2" };
  if (broker === null) {
    return [...rows, { ...ratio, value: Number.NaN, skipped: "mosquitto is not installed" }];
  }
  return [
    ...rows,
    { name: `mosquitto QoS 0 to ${label}`, value: broker.once, unit: "ms" },
    { name: `mosquitto QoS 1 to ${label}`, value: broker.acked, unit: "ms" },
    { ...ratio, value: broker.once / ours },
    { name: `stored fan-out ÷ mosquitto QoS 1, ${label}`, value: broker.acked / stored, unit: "×" },
  ];
}

async function measurePlain(clients: ChildProcess, count: number, frameBytes: number): Promise<number> {
  const http = createServer();
  const sockets = new WebSocketServer({ server: http, perMessageDeflate: false });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const address = http.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  await order(clients, { kind: "connect", port, count, appId: "", room: null, logsIn: false }, "ready");
  const body = Buffer.alloc(frameBytes - 4);
  const time = await timeRounds(clients, frameBytes, () => {
    for (const socket of sockets.clients) socket.send(body);
  });
  await order(clients, { kind: "disconnect" }, "gone");
  sockets.close();
  http.close();
  return time;
}

/** The 99th percentile of small reads, with something going on again and again, and without: in turns. */
async function restLatencies(server: ImServer, noise: () => Promise<unknown>) {
  const idle: number[] = [];
  const busy: number[] = [];
  for (let turn = 0; turn < 8; turn += 1) {
    await timeReads(server, idle);
    let isDone = false;
    const making = (async () => {
      while (!isDone) {
        await noise();
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    })();
    await timeReads(server, busy);
    isDone = true;
    await making;
  }
  return { idle: percentile(idle, 0.99), busy: percentile(busy, 0.99) };
}

async function timeReads(server: ImServer, times: number[]): Promise<void> {
  for (let index = 0; index < 400; index += 1) {
    const start = performance.now();
    await callRest(server, "POST", "/1.2/rtm/clients/check-online", { client_ids: ["x"] });
    times.push(performance.now() - start);
  }
}

async function measureSends(server: ImServer): Promise<GatewayRow[]> {
  const created = await callRest(server, "POST", "/1.2/rtm/conversations", { m: ["sender-0", "other"] });
  const cid = String(Reflect.get(Object(created), "objectId"));
  const sendByRest = () =>
    callRest(server, "POST", `/1.2/rtm/conversations/${cid}/messages`, {
      from_client: "sender-0",
      message: TEXT,
    });
  const senders = await Promise.all(
    Array.from({ length: SENDERS }, async (_, index) => {
      const client = await connectRaw(server);
      const peerId = `sender-${index}`;
      await client.ask({
        cmd: "session",
        op: "open",
        appId: keys.appId,
        peerId,
        sessionMessage: { configBitmap: 187 },
      });
      const started = await client.ask({ cmd: "conv", op: "start", convMessage: { m: ["other"] } });
      return { client, cid: started.convMessage?.cid };
    }),
  );
  let turn = 0;
  const sendBySocket = () => {
    turn += 1;
    const sender = senders[turn % SENDERS];
    // SDKs give every message an id of their own.
    const directMessage = { cid: sender?.cid, msg: TEXT, dt: randomUUID() };
    return sender?.client.ask({ cmd: "direct", directMessage });
  };
  const times = { rest: 0, socket: 0 };
  // In turns: whatever else the machine does hits both alike.
  for (let round = 0; round < SEND_ROUNDS; round += 1) {
    times.rest += await timeSends(sendByRest);
    times.socket += await timeSends(sendBySocket);
  }
  const byRest = (SENDS * SEND_ROUNDS) / times.rest;
  const bySocket = (SENDS * SEND_ROUNDS) / times.socket;
  for (const { client } of senders) client.close();
  return [
    { name: "sends by REST", value: byRest, unit: "/s" },
    { name: "sends by socket", value: bySocket, unit: "/s" },
    { name: "sends by socket ÷ by REST", value: bySocket / byRest, unit: "×", target: "≥ 2" },
  ];
}

/** How long a round of sends takes, in seconds. */
async function timeSends(once: () => unknown): Promise<number> {
  let left = SENDS;
  const start = performance.now();
  await Promise.all(
    Array.from({ length: IN_FLIGHT }, async () => {
      while (left > 0) {
        left -= 1;
        await once();
      }
    }),
  );
  return (performance.now() - start) / 1000;
}

const agent = new Agent({ keepAlive: true, maxSockets: IN_FLIGHT });

function callRest(server: ImServer, method: string, path: string, body: unknown): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const headers = {
      "content-type": "application/json",
      "x-lc-id": keys.appId,
      "x-lc-key": `${keys.masterKey},master`,
    };
    const call = httpRequest(new URL(path, server.url), { method, agent, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () => resolve(JSON.parse(Buffer.concat(chunks).toString())));
    });
    call.on("error", reject);
    call.end(JSON.stringify(body));
  });
}

function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** Bytes in use by JavaScript, after collecting what is not. */
function usedMemory(): number {
  setFlagsFromString("--expose-gc");
  runInNewContext("gc")();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
