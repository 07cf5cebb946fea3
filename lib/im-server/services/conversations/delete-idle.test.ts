import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestConversation, createTestService, sendTestMessage } from "../../testing/builders";
import { connectRaw } from "../../testing/raw-client";
import { startTestServer, type TestServer } from "../../testing/start-test-server";

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

it("keeps what is idle unless told otherwise", async () => {
  const forever = await startTestServer({ now });
  const id = await createTestConversation(forever);
  clock.ahead += 1000 * DAY;
  await forever.restart();
  await sendTestMessage(forever, id, "news");
  await forever.close();
});
