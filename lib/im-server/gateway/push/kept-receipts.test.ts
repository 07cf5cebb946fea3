import { expect, it, onTestFinished } from "vitest";
import { z } from "zod";
import { connectRaw } from "../../testing/raw-client";
import { startTestServer, type TestServer } from "../../testing/start-test-server";

const receiptSchema = z.object({
  cmd: z.literal("rcp"),
  cid: z.string(),
  id: z.string(),
  from: z.literal("Jerry"),
  read: z.literal(true).optional(),
  t: z.number(),
  serverTs: z.number(),
  notificationType: z.literal(1),
});
const joinedSchema = z.object({ cmd: z.literal("conv"), op: z.literal("joined"), serverTs: z.number() });
const pageSchema = z.object({
  hasMore: z.boolean(),
  notifications: z.array(z.discriminatedUnion("cmd", [receiptSchema, joinedSchema])),
});
type Receipt = z.infer<typeof receiptSchema>;

/** The receipts that Tom fetches on coming back. */
async function fetchMissed(server: TestServer, token: string, start_ts: number): Promise<Receipt[]> {
  const query = { client_id: "Tom", start_ts, notification_type: "permanent" };
  const headers = { "x-lc-im-session-token": token };
  const { body } = await server.call("GET", "/1.1/rtm/notifications", { key: "app", query, headers });
  const { notifications } = pageSchema.parse(body);
  return notifications.filter((each): each is Receipt => each.cmd === "rcp");
}

it("keeps receipts for a device that is away while another of the same client is there", async () => {
  const server = await startTestServer();
  onTestFinished(() => server.close());
  const [phone, desk, jerry] = await Promise.all([0, 1, 2].map(() => connectRaw(server)));
  if (!phone || !desk || !jerry) throw new Error("three connections");
  const token = (await phone.open("Tom", { deviceId: "phone" })).sessionMessage?.st ?? "";
  await desk.open("Tom", { deviceId: "desk" });
  await jerry.open("Jerry");
  const { convMessage } = await phone.ask({ cmd: "conv", op: "start", convMessage: { m: ["Jerry"] } });
  const cid = convMessage?.cid ?? "";
  const { ackMessage } = await phone.ask({ cmd: "direct", directMessage: { cid, msg: "there?", r: true } });
  const id = ackMessage?.uid;
  phone.close();
  const { directMessage } = await jerry.next(({ cmd }) => cmd === "direct");
  const at = directMessage?.timestamp;
  jerry.send({ cmd: "ack", ackMessage: { cid, fromts: at, tots: at } });
  const delivered = await desk.next(({ cmd }) => cmd === "rcp");
  jerry.send({ cmd: "read", readMessage: { convs: [{ cid }] } });
  const read = await desk.next(({ rcpMessage }) => rcpMessage?.read === true);

  const told = await fetchMissed(server, token, 0);
  expect(told).toMatchObject([
    { cid, id, t: delivered.rcpMessage?.t, serverTs: delivered.serverTs },
    { cid, id, read: true, t: read.rcpMessage?.t, serverTs: read.serverTs },
  ]);
  // The other device has heard both: it asks from the time of the last one.
  expect(await fetchMissed(server, token, Number(read.serverTs))).toEqual([]);
});
