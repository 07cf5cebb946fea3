import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it, onTestFinished } from "vitest";
import { Hub } from "../../gateway/hub";
import { openSqliteStore } from "../../store/sqlite/open";
import { createTestConversation, createTestService, sendTestMessage } from "../../testing/builders";
import { connectRaw } from "../../testing/raw-client";
import { startTestServer, type TestServer, testKeys } from "../../testing/start-test-server";
import { createContext } from "../context";
import { deleteIdle } from "./delete-idle";

const DAY = 86_400_000;
const patient = { timeout: 15_000 };
const clock = { ahead: 0 };
const now = () => Date.now() + clock.ahead;
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ idleDays: 30, now });
});
afterAll(() => server.close());

const exists = async (id: string) => {
  const { body } = await server.call("GET", `/1.1/classes/_Conversation/${id}`);
  return Object.keys(Object(body)).length > 0;
};

it("deletes conversations in which nothing happened for the days asked for, and no others", async () => {
  const [silent, renamed, spoken] = [
    await createTestConversation(server, { m: ["Tom"] }),
    await createTestConversation(server, { m: ["Tom"] }),
    await createTestConversation(server, { m: ["Tom"] }),
  ];
  const { body } = await server.call("POST", "/1.2/rtm/chatrooms", { body: { name: "room" } });
  const room = String(Reflect.get(Object(body), "objectId"));
  const service = await createTestService(server);
  await sendTestMessage(server, silent, "hello");
  clock.ahead = 29 * DAY;
  await server.call("PUT", `/1.2/rtm/conversations/${renamed}`, { body: { name: "still of use" } });
  await sendTestMessage(server, spoken, "hello again");
  // Which it looks for at its start, and then once an hour.
  await server.restart();
  const tom = await connectRaw(server);
  await tom.open("Tom");
  const say = (cid: string) =>
    tom.ask({ cmd: "direct", directMessage: { cid, msg: "anyone?", transient: true } });
  expect((await say(silent)).ackMessage?.code).toBeUndefined();

  clock.ahead = 31 * DAY;
  await server.restart();
  await expect.poll(() => exists(room), patient).toBe(false);
  await expect.poll(() => exists(silent), patient).toBe(false);
  expect(await Promise.all([renamed, spoken, service].map(exists))).toEqual([true, true, true]);
  const again = await connectRaw(server);
  await again.open("Tom");
  const { ackMessage } = await again.ask({ cmd: "direct", directMessage: { cid: silent, msg: "anyone?" } });
  expect(ackMessage?.code).toBe(4401);
  again.close();
});

it("keeps a chat room as long as somebody is in it, or may come back to it", async () => {
  const guest = await connectRaw(server);
  await guest.open("guest", { deviceId: "phone" });
  const enter = async () => {
    const { convMessage } = await guest.ask({ cmd: "conv", op: "start", convMessage: { transient: true } });
    await guest.ask({ cmd: "conv", op: "add", convMessage: { cid: convMessage?.cid, m: ["guest"] } });
    return convMessage?.cid ?? "";
  };
  const [left, inside] = [await enter(), await enter()];
  clock.ahead += 31 * DAY;
  await server.restart();
  await expect.poll(() => exists(left), patient).toBe(false);
  expect(await exists(inside)).toBe(true);
  const back = await connectRaw(server);
  await back.open("guest", { deviceId: "phone", r: true });
  const count = await back.ask({ cmd: "conv", op: "count", convMessage: { cid: inside } });
  expect(count.convMessage?.count).toBe(1);
  await back.ask({ cmd: "conv", op: "remove", convMessage: { cid: inside, m: ["guest"] } });
  back.close();
  await server.restart();
  await expect.poll(() => exists(inside), patient).toBe(false);
});

it("keeps a chat room whose guest is known to the gateway alone", async () => {
  const folder = await mkdtemp(join(tmpdir(), "parley-idle-"));
  const store = await openSqliteStore({ file: join(folder, "im.sqlite") });
  onTestFinished(async () => {
    await store.close();
    await rm(folder, { recursive: true });
  });
  const nothing = { name: null, creator: null, members: [], unique: false, fields: {}, acl: null };
  const create = async () =>
    (await store.createConversation({ kind: "chatroom", ...nothing }, 1)).row.objectId;
  const [entered, deserted] = [await create(), await create()];
  const hub = new Hub();
  const countInRoom = (id: string) => (id === entered ? 1 : 0);
  const presence = { ...hub.presence, countInRoom };
  const context = createContext({ keys: testKeys, store, presence, quotas: null, now: () => 31 * DAY });
  const sweep = deleteIdle(context, 30 * DAY, () => {});
  await expect.poll(() => store.getConversation(deserted), patient).toBeNull();
  expect(await store.getConversation(entered)).not.toBeNull();
  sweep.close();
});

it("keeps what is idle unless told otherwise", async () => {
  const forever = await startTestServer({ now });
  const id = await createTestConversation(forever);
  clock.ahead += 1000 * DAY;
  await forever.restart();
  await sendTestMessage(forever, id, "news");
  await forever.close();
});
