import { type ChildProcess, fork } from "node:child_process";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import type { ImServer } from "../../server";
import { percentile, type Row, timeInTurns } from "../../testing/measure";
import { addressOf } from "../push";
import { directPush } from "../push/message";
import { callRest, keys, TEXT } from "./call-rest";
import { benchClientId } from "./clients";
import { type Mosquitto, startMosquitto } from "./mosquitto";
import { publishPacket } from "./mqtt";
import { Receivers } from "./receivers";

const ROUNDS = 25;
/** For acknowledgements that are still on their way when everybody has received. */
const REST_MS = 100;
/** Of a WebSocket frame of this size. */
const HEADER = 4;

type Round = () => Promise<void>;

/**
 * One message to `count` clients through a chat room, from a plain `ws` loop and from mosquitto, in
 * turns; REST calls beside a fan-out; and the memory of a session.
 */
export async function measureFanOut(server: ImServer, count: number): Promise<Row[]> {
  const created = await callRest(server, "POST", "/1.2/rtm/chatrooms", { name: "bench" });
  const room = String(Reflect.get(Object(created), "objectId"));
  const ours = new Receivers();
  const before = usedMemory();
  await ours.open({
    kind: "connect",
    port: portOf(server.url),
    count,
    appId: keys.appId,
    room,
    logsIn: true,
  });
  const perSession = (usedMemory() - before) / count / 1024;
  const send = (transient: boolean) =>
    callRest(server, "POST", `/1.2/rtm/chatrooms/${room}/messages`, {
      from_client: "bench",
      message: TEXT,
      transient,
    });
  const plain = await openPlain(count, frameSize(room, true));
  const broker = await openMosquitto(count);
  try {
    const [once = Number.NaN, stored = Number.NaN, loop = Number.NaN, ...brokers] = await timeInTurns(
      [
        () => ours.receive(frameSize(room, true), () => send(true)),
        () => ours.receive(frameSize(room, false), () => send(false)),
        plain.round,
        ...(broker?.rounds ?? []),
      ],
      ROUNDS,
      REST_MS,
    );
    const latency = await restLatencies(server, () => send(true));
    const label = count.toLocaleString("en");
    return [
      { name: `fan-out to ${label}`, value: once, unit: "ms" },
      { name: `stored fan-out to ${label}`, value: stored, unit: "ms" },
      { name: `plain ws loop to ${label}`, value: loop, unit: "ms" },
      { name: `fan-out ÷ plain ws loop, ${label}`, value: loop / once, unit: "×", target: "≥ 0.8" },
      ...compareToMosquitto({ once, stored, loop, brokers: broker && brokers, label }),
      {
        name: `REST p99 during fan-out ÷ idle, ${label}`,
        value: latency.busy / latency.idle,
        unit: "×",
        target: "< 3",
      },
      { name: `memory per idle session, ${label}`, value: perSession, unit: "KB", target: "≤ 12" },
    ];
  } finally {
    await broker?.close();
    await plain.close();
    await ours.close();
  }
}

/** A message that is stored before it is told stands against QoS 1, which mosquitto keeps in memory. */
function compareToMosquitto(times: {
  once: number;
  stored: number;
  loop: number;
  brokers: number[] | null;
  label: string;
}): Row[] {
  const { once, stored, loop, brokers, label } = times;
  const ratio = { name: `fan-out ÷ mosquitto QoS 0, ${label}`, unit: "×", target: "≥ 2" };
  if (brokers === null) return [{ ...ratio, value: Number.NaN, skipped: "mosquitto is not installed" }];
  const [unacked = Number.NaN, acked = Number.NaN] = brokers;
  return [
    { name: `mosquitto QoS 0 to ${label}`, value: unacked, unit: "ms" },
    { name: `mosquitto QoS 1 to ${label}`, value: acked, unit: "ms" },
    { ...ratio, value: unacked / once },
    { name: `  plain ws loop ÷ mosquitto QoS 0`, value: unacked / loop, unit: "×" },
    { name: `stored fan-out ÷ mosquitto QoS 1, ${label}`, value: acked / stored, unit: "×" },
  ];
}

/** The bytes one receiver's frame has on the wire. */
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
  return push.frameFor(addressOf(benchClientId(0))).length + HEADER;
}

/** What sends frames of so many bytes with nothing but `ws`. */
async function openPlain(
  count: number,
  bytes: number,
): Promise<{ round: Round; close: () => Promise<void> }> {
  const server: ChildProcess = fork(new URL("./plain-server.ts", import.meta.url), {
    execArgv: ["--import", "tsx"],
  });
  const port = await new Promise<number>((resolve) => server.once("message", resolve));
  const receivers = new Receivers();
  await receivers.open({ kind: "connect", port, count, appId: "", room: null, logsIn: false });
  return {
    round: () => receivers.receive(bytes, () => void server.send(bytes - HEADER)),
    close: async () => {
      await receivers.close();
      server.kill();
    },
  };
}

/** The same text from one publisher to as many subscribers, thrown out once and acknowledged by each. */
async function openMosquitto(count: number): Promise<{ rounds: Round[]; close: () => Promise<void> } | null> {
  const broker: Mosquitto | null = await startMosquitto();
  if (broker === null) return null;
  const receivers = new Receivers();
  await receivers.open({ kind: "subscribe", port: broker.port, count });
  const round = (topic: "once" | "acked", qos: 0 | 1) => () =>
    receivers.receive(publishPacket(topic, TEXT, qos).length, () => broker.publish(topic, TEXT, qos));
  return {
    rounds: [round("once", 0), round("acked", 1)],
    close: async () => {
      await receivers.close();
      await broker.stop();
    },
  };
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

function portOf(url: string): number {
  return Number(new URL(url).port);
}

/** Bytes in use by JavaScript, after collecting what is not. */
function usedMemory(): number {
  setFlagsFromString("--expose-gc");
  runInNewContext("gc")();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
