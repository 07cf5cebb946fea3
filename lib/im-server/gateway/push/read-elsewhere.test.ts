import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Lab, openLab } from "../../testing/devices";
import { connectRaw } from "../../testing/raw-client";
import { nextEvent, sdkPackages } from "../../testing/sdk";
import { startTestServer } from "../../testing/start-test-server";

describe.each(sdkPackages)("what was read on another device, with %s", (sdk) => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await openLab(sdk);
  });
  afterAll(() => lab.close());

  /** Whether the count comes from an announcement, or from messages that arrived. */
  it.each(["announced", "received"] as const)(
    "is no longer unread for a device that comes back: %s",
    async (how) => {
      const tom = await lab.login(lab.name("Tom"));
      const name = lab.name("Jerry");
      const conversation = await tom.client.createConversation({ members: [name] });
      const say = (text: string) => conversation.send(new tom.device.sdk.TextMessage(text));
      const device = await lab.device();
      if (how === "announced") await say("missed");
      const phone = await device.realtime.createIMClient(name);
      const counted = nextEvent(phone, "unreadmessagescountupdate");
      if (how === "received") await say("live");
      expect((await counted)[0]).toMatchObject([{ id: conversation.id, unreadMessagesCount: 1 }]);

      const isGone = nextEvent(phone, "disconnect");
      const comeBack = device.lose();
      await isGone;
      const desk = await connectRaw(lab.server);
      await desk.open(name);
      desk.send({ cmd: "read", readMessage: { convs: [{ cid: conversation.id }] } });
      // Writes are kept in their order: with this one, what was read is.
      await desk.ask({ cmd: "conv", op: "start", convMessage: { m: [name], transient: true } });
      desk.close();
      const cleared = nextEvent(phone, "unreadmessagescountupdate");
      comeBack();
      expect((await cleared)[0]).toMatchObject([{ id: conversation.id, unreadMessagesCount: 0 }]);
      await tom.client.close();
      await phone.close();
    },
  );
});

it("is told of conversations that have nothing unread now, and only of those read since", async () => {
  const server = await startTestServer();
  const [tom, jerry] = [await connectRaw(server), await connectRaw(server)];
  await tom.open("Tom");
  await jerry.open("Jerry");
  const cids: string[] = [];
  for (let index = 0; index < 3; index += 1) {
    const { convMessage } = await tom.ask({ cmd: "conv", op: "start", convMessage: { m: ["Jerry"] } });
    cids.push(convMessage?.cid ?? "");
    await tom.ask({ cmd: "direct", directMessage: { cid: cids[index], msg: "one" } });
  }
  const [before = "", again = "", after = ""] = cids;
  const read = async (cid: string) => {
    jerry.send({ cmd: "read", readMessage: { convs: [{ cid }] } });
    await jerry.ask({ cmd: "conv", op: "start", convMessage: { m: [], transient: true } });
  };
  await read(before);
  const lastUnreadNotifTime = Date.now() + 1;
  while (Date.now() <= lastUnreadNotifTime);
  await read(again);
  await tom.ask({ cmd: "direct", directMessage: { cid: again, msg: "two" } });
  await read(after);

  const back = await connectRaw(server);
  await back.open("Jerry", { r: true, lastUnreadNotifTime });
  const { unreadMessage } = await back.next(({ cmd }) => cmd === "unread");
  expect(unreadMessage?.convs).toMatchObject([
    { cid: again, unread: 1 },
    { cid: after, unread: 0 },
  ]);
  expect(unreadMessage?.convs).toHaveLength(2);
  await server.close();
});
