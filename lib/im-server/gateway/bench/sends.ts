import { randomUUID } from "node:crypto";
import type { ImServer } from "../../server";
import type { Row } from "../../testing/measure";
import { connectRaw } from "../../testing/raw-client";
import { callRest, keys, TEXT } from "./call-rest";

const SENDS = 1000;
const ROUNDS = 6;
const SENDERS = 8;
const IN_FLIGHT = 64;

/** Sends that are stored and acknowledged, by socket and by REST. */
export async function measureSends(server: ImServer): Promise<Row[]> {
  const created = await callRest(server, "POST", "/1.2/rtm/conversations", { m: ["sender-0", "other"] });
  const cid = String(Reflect.get(Object(created), "objectId"));
  const sendByRest = () =>
    callRest(server, "POST", `/1.2/rtm/conversations/${cid}/messages`, {
      from_client: "sender-0",
      message: TEXT,
    });
  const senders = await Promise.all(Array.from({ length: SENDERS }, (_, index) => openSender(server, index)));
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
  for (let round = 0; round < ROUNDS; round += 1) {
    times.rest += await timeSends(sendByRest);
    times.socket += await timeSends(sendBySocket);
  }
  const byRest = (SENDS * ROUNDS) / times.rest;
  const bySocket = (SENDS * ROUNDS) / times.socket;
  for (const { client } of senders) client.close();
  return [
    { name: "sends by REST", value: byRest, unit: "/s" },
    { name: "sends by socket", value: bySocket, unit: "/s" },
    { name: "sends by socket ÷ by REST", value: bySocket / byRest, unit: "×", target: "≥ 2" },
  ];
}

async function openSender(server: ImServer, index: number) {
  const client = await connectRaw(server);
  await client.ask({
    cmd: "session",
    op: "open",
    appId: keys.appId,
    peerId: `sender-${index}`,
    sessionMessage: { configBitmap: 187 },
  });
  const started = await client.ask({ cmd: "conv", op: "start", convMessage: { m: ["other"] } });
  return { client, cid: started.convMessage?.cid };
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
