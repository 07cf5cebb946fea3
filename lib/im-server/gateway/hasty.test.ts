import { afterAll, beforeAll, expect, it } from "vitest";
import { connectJson } from "../testing/json-client";
import { connectRaw } from "../testing/raw-client";
import { startTestServer, type TestServer, testKeys } from "../testing/start-test-server";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

/** Who is online once everything has been worked on that was sent before. */
async function settledOnline(clientId: string): Promise<unknown> {
  const witness = await connectRaw(server);
  const online = () =>
    witness.ask({ cmd: "session", op: "query", sessionMessage: { sessionPeerIds: [clientId] } });
  const { sessionMessage } = await witness.open("witness");
  for (let times = 0; times < 20; times += 1) {
    // A login by token takes the same way through the store.
    await witness.open("witness", { st: sessionMessage?.st, r: true });
    await online();
  }
  const reply = await online();
  witness.close();
  return reply.sessionMessage?.onlineSessionPeerIds;
}

it("logs nobody in who has gone before the login was done", async () => {
  const first = await connectRaw(server);
  const { sessionMessage } = await first.open("Hasty", { deviceId: "d" });
  await first.ask({ cmd: "session", op: "close" });
  first.close();
  for (let times = 0; times < 20; times += 1) {
    const hasty = await connectRaw(server);
    void hasty.open("Hasty", { st: sessionMessage?.st, r: true });
    await new Promise<void>((resolve) => hasty.socket.ping(undefined, undefined, () => resolve()));
    hasty.close();
  }
  expect(await settledOnline("Hasty")).toBeUndefined();
});

it("does the same for clients whose commands wait for each other", async () => {
  for (let times = 0; times < 20; times += 1) {
    const hasty = await connectJson(server);
    const frame = { appId: testKeys.appId, peerId: "Old-hasty" };
    hasty.send({ ...frame, cmd: "session", op: "open" });
    hasty.send({ ...frame, cmd: "direct", toPeerIds: [`peer-${times}`], msg: "hello" });
    hasty.send({ ...frame, cmd: "session", op: "open" });
    await new Promise<void>((resolve) => hasty.socket.ping(undefined, undefined, () => resolve()));
    hasty.close();
  }
  expect(await settledOnline("Old-hasty")).toBeUndefined();
});
