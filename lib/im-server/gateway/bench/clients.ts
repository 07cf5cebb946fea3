import { connect, type Socket } from "node:net";
import { encodeCommand, type Outgoing } from "../wire/codec";
import { acksOf, connectPacket, subscribePacket } from "./mqtt";

/**
 * The clients of the bench, in a process of their own: bare TCP sockets that speak just enough
 * WebSocket, so that what is measured is the server and not they.
 */
export type ClientOrder =
  | { kind: "connect"; port: number; count: number; appId: string; room: string | null; logsIn: boolean }
  /** Subscribes everybody to the topics `once` and `acked`, the latter with QoS 1. */
  | { kind: "subscribe"; port: number; count: number }
  /** Tells when every socket has received this many bytes more. */
  | { kind: "expect"; bytes: number }
  | { kind: "disconnect" };
export type ClientReport = { kind: "ready" } | { kind: "received" } | { kind: "gone" };

type Opening = Extract<ClientOrder, { kind: "connect" | "subscribe" }>;
type Client = { socket: Socket; bytes: number };

const IN_FLIGHT = 200;
const UPGRADE = [
  "GET / HTTP/1.1",
  "Host: 127.0.0.1",
  "Upgrade: websocket",
  "Connection: Upgrade",
  "Sec-WebSocket-Version: 13",
  "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
  "Sec-WebSocket-Protocol: lc.protobuf2.3",
  "",
  "",
].join("\r\n");
const topics = [
  { topic: "once", qos: 0 },
  { topic: "acked", qos: 1 },
] as const;
/** What is read is looked at before the next is read: one place does for all, and nobody makes room for each. */
const inbox = Buffer.alloc(64 * 1024);
let clients: Client[] = [];
let expected = Number.POSITIVE_INFINITY;
let missing = 0;

function report(message: ClientReport): void {
  process.send?.(message);
}

/** Client ids of one length: every receiver's frame then has the same size. */
export function benchClientId(index: number): string {
  return `client-${String(index).padStart(6, "0")}`;
}

/** A client's frame: masked, with a mask of zeros. */
function frame(command: Outgoing): Buffer {
  const body = encodeCommand(command);
  const isLong = body.length > 125;
  const head = isLong ? [0x82, 0x80 | 126, body.length >> 8, body.length & 255] : [0x82, 0x80 | body.length];
  return Buffer.concat([Buffer.from([...head, 0, 0, 0, 0]), body]);
}

/** Connects and writes a step after each answer: upgrade, log in and enter the room; or log in and subscribe. */
function open(order: Opening, index: number): Promise<Client> {
  const [hello = "", ...steps] = stepsOf(order, benchClientId(index));
  return new Promise((resolve, reject) => {
    const onRead = (length: number): boolean => {
      const before = client.bytes;
      client.bytes += length;
      if (client.bytes >= expected && before < expected) arrived();
      if (order.kind === "subscribe") {
        for (const ack of acksOf(inbox.subarray(0, length))) socket.write(ack);
      }
      const next = steps.shift();
      if (next !== undefined) socket.write(next);
      else resolve(client);
      return true;
    };
    const onread = { buffer: inbox, callback: onRead };
    const socket = connect({ port: order.port, host: "127.0.0.1", onread });
    const client: Client = { socket, bytes: 0 };
    socket.on("error", reject);
    socket.write(hello);
  });
}

/** What to write at first and after each answer. */
function stepsOf(order: Opening, peerId: string): (Buffer | string)[] {
  if (order.kind === "subscribe") return [connectPacket(peerId), subscribePacket(topics)];
  if (!order.logsIn) return [UPGRADE];
  const sessionMessage = { configBitmap: 187, ua: "bench" };
  const login = frame({ cmd: "session", op: "open", i: 1, appId: order.appId, peerId, sessionMessage });
  if (order.room === null) return [UPGRADE, login];
  const convMessage = { cid: order.room, m: [peerId] };
  return [UPGRADE, login, frame({ cmd: "conv", op: "add", i: 2, convMessage })];
}

function arrived(): void {
  missing -= 1;
  if (missing === 0) report({ kind: "received" });
}

async function connectAll(order: Opening): Promise<void> {
  expected = Number.POSITIVE_INFINITY;
  for (let start = 0; start < order.count; start += IN_FLIGHT) {
    const size = Math.min(IN_FLIGHT, order.count - start);
    const opened = await Promise.all(Array.from({ length: size }, (_, index) => open(order, start + index)));
    clients.push(...opened);
  }
  report({ kind: "ready" });
}

async function disconnectAll(): Promise<void> {
  const ends = clients.map(
    ({ socket }) => new Promise<void>((resolve) => socket.once("close", () => resolve())),
  );
  for (const { socket } of clients) socket.destroy();
  await Promise.all(ends);
  clients = [];
  report({ kind: "gone" });
}

if (process.send) {
  process.on("message", (order: ClientOrder) => {
    if (order.kind === "connect" || order.kind === "subscribe") void connectAll(order);
    else if (order.kind === "disconnect") void disconnectAll();
    else {
      for (const client of clients) client.bytes = 0;
      missing = clients.length;
      expected = order.bytes;
      report({ kind: "ready" });
    }
  });
}
