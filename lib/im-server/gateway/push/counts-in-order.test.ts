import { expect, it } from "vitest";
import { connectRaw } from "../../testing/raw-client";
import { startTestServer } from "../../testing/start-test-server";

it("a device counts as the server does while another one reads and messages come", async () => {
  const server = await startTestServer();
  const [tom, phone, desk] = [await connectRaw(server), await connectRaw(server), await connectRaw(server)];
  await tom.open("Tom");
  for (const device of [phone, desk]) await device.open("Jerry");
  const started = await tom.ask({ cmd: "conv", op: "start", convMessage: { m: ["Jerry"] } });
  const { cid = "" } = started.convMessage ?? {};
  const say = (msg: string) => tom.ask({ cmd: "direct", directMessage: { cid, msg } });
  // What clients do: each message counts as one more, and what they are told is so.
  let counted = 0;
  for (let round = 0; round < 5; round += 1) {
    const sent = [say("one"), say("two")];
    desk.send({ cmd: "read", readMessage: { convs: [{ cid }] } });
    await Promise.all([...sent, say("three")]);
    // Writes are kept in their order: with this one, what was read is.
    await desk.ask({ cmd: "conv", op: "start", convMessage: { m: [], transient: true } });
    const last = `last of ${round}`;
    await tom.ask({ cmd: "direct", directMessage: { cid, msg: last, transient: true } });
    for (let isLast = false; !isLast; ) {
      const { unreadMessage, directMessage } = await phone.next(
        ({ cmd }) => cmd === "unread" || cmd === "direct",
      );
      if (unreadMessage) counted = unreadMessage.convs?.[0]?.unread ?? 0;
      else if (!directMessage?.transient) counted += 1;
      isLast = directMessage?.msg === last;
    }
    const known = await server.call("GET", "/1.2/rtm/clients/Jerry/unread-count", {
      query: { conv_id: cid },
    });
    expect(counted).toBe(Reflect.get(Object(known.body), "count"));
  }
  for (const client of [tom, phone, desk]) client.close();
  await server.close();
});
