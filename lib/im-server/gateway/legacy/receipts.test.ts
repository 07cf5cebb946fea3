import { expect, it, onTestFinished } from "vitest";
import { connectJson } from "../../testing/json-client";
import { connectRaw } from "../../testing/raw-client";
import { startTestServer, testKeys } from "../../testing/start-test-server";

it("tells senders who asked for it that a client of the older protocol has their message", async () => {
  const server = await startTestServer();
  onTestFinished(() => server.close());
  const jerry = await connectJson(server);
  jerry.send({ cmd: "session", op: "open", appId: testKeys.appId, peerId: "Jerry" });
  await jerry.next(({ op }) => op === "opened");
  const tom = await connectRaw(server);
  await tom.open("Tom");
  const { convMessage } = await tom.ask({ cmd: "conv", op: "start", convMessage: { m: ["Jerry"] } });
  const { ackMessage } = await tom.ask({
    cmd: "direct",
    directMessage: { cid: convMessage?.cid, msg: "there?", r: true },
  });
  const { id } = await jerry.next(({ cmd }) => cmd === "direct");
  jerry.send({ cmd: "ack", peerId: "Jerry", ids: [id] });
  const { rcpMessage } = await tom.next(({ cmd }) => cmd === "rcp");
  expect(rcpMessage).toMatchObject({ id: ackMessage?.uid, from: "Jerry" });
  const { body } = await server.call("GET", "/1.2/rtm/clients/Jerry/unread-count");
  expect(body).toEqual({ count: 0 });
  for (const client of [tom, jerry]) client.close();
});
