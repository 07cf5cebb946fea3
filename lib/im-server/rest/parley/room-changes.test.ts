import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestChatroom } from "../../testing/builders";
import { type EventClient, openEvents } from "../../testing/event-client";
import { connectRaw, type RawClient } from "../../testing/raw-client";
import { startTestServer, type TestServer } from "../../testing/start-test-server";

let server: TestServer;
let client: EventClient;
const at = expect.any(Number);

beforeAll(async () => {
  server = await startTestServer();
  client = await openEvents(server.url);
});
afterAll(async () => {
  client.close();
  await server.close();
});

async function enter(room: string, ...clientIds: string[]): Promise<RawClient> {
  const device = await connectRaw(server);
  for (const peerId of clientIds) {
    await device.open(peerId);
    await device.ask({ cmd: "conv", op: "add", peerId, convMessage: { cid: room, m: [peerId] } });
  }
  return device;
}

const changesOf = (room: string) =>
  client.changes.flatMap((change) => (change.type === "room" && change.conv_id === room ? [change] : []));

/** What is told of a room until it says that so many are there. */
async function untilThere(room: string, online: number) {
  await client.until(() => changesOf(room).at(-1)?.online === online);
  return changesOf(room);
}

test("who enters a chat room and who leaves it, each client once", async () => {
  const room = await createTestChatroom(server);
  const told = { type: "room", conv_id: room, at };
  const tom = await enter(room, "Tom");
  expect(await untilThere(room, 1)).toEqual([{ ...told, online: 1, entered: ["Tom"], left: [] }]);
  const elsewhere = await enter(room, "Tom");
  const jerry = await enter(room, "Jerry");
  const second = { ...told, online: 2, entered: ["Jerry"], left: [] };
  expect((await untilThere(room, 2)).slice(1)).toEqual([second]);
  await jerry.ask({ cmd: "conv", op: "remove", convMessage: { cid: room, m: ["Jerry"] } });
  expect((await untilThere(room, 1)).slice(2)).toEqual([
    { ...told, online: 1, entered: [], left: ["Jerry"] },
  ]);
  tom.close();
  elsewhere.close();
  expect((await untilThere(room, 0)).slice(3)).toEqual([{ ...told, online: 0, entered: [], left: ["Tom"] }]);
  jerry.close();
});

test("of many who come at once, how many are there and some of their names", async () => {
  const room = await createTestChatroom(server);
  const names = Array.from({ length: 300 }, (_, index) => `guest-${index}`);
  const devices = await Promise.all(
    [0, 1, 2].map((third) => enter(room, ...names.slice(third * 100, third * 100 + 100))),
  );
  const coming = await untilThere(room, 300);
  expect(coming.length).toBeLessThan(100);
  for (const { entered } of coming) expect(entered.length).toBeLessThanOrEqual(50);
  for (const device of devices) device.close();
  const going = (await untilThere(room, 0)).slice(coming.length);
  expect(going.length).toBeLessThan(10);
  expect(going[0]?.left.length).toBeGreaterThan(0);
});

test("of a room that is gone, nothing more", async () => {
  const room = await createTestChatroom(server);
  const guest = await enter(room, "guest");
  await untilThere(room, 1);
  await server.call("DELETE", `/1.2/rtm/chatrooms/${room}`);
  guest.close();
  const other = await createTestChatroom(server);
  const late = await enter(other, "late");
  await untilThere(other, 1);
  expect(changesOf(room)).toHaveLength(1);
  late.close();
});
