import { expect, it, onTestFinished } from "vitest";
import { openHookReceiver } from "../../testing/hook-receiver";
import { connectJson, type JsonClient } from "../../testing/json-client";
import { startTestServer, type TestServer, testKeys } from "../../testing/start-test-server";

async function start(): Promise<TestServer> {
  const server = await startTestServer();
  onTestFinished(() => server.close());
  return server;
}

async function open(client: JsonClient, peerId: string, sessionPeerIds: string[] = []): Promise<void> {
  client.send({ cmd: "session", op: "open", appId: testKeys.appId, peerId, sessionPeerIds });
  await client.next(({ op }) => op === "opened");
}

it("says of nobody who opens its session again that it was away", async () => {
  const server = await start();
  const [watcher, tom, jerry] = [
    await connectJson(server),
    await connectJson(server),
    await connectJson(server),
  ];
  await open(watcher, "watcher", ["Tom", "Jerry"]);
  await open(tom, "Tom");
  await open(tom, "Tom");
  await open(jerry, "Jerry");
  const next = () => watcher.next(({ cmd }) => cmd === "presence");
  expect(await next()).toMatchObject({ sessionPeerIds: ["Tom"], status: "on" });
  expect(await next()).toMatchObject({ sessionPeerIds: ["Jerry"], status: "on" });
  for (const client of [watcher, tom, jerry]) client.close();
});

it("asks the app before a client leaves a group, as before any other change of members", async () => {
  const server = await start();
  const app = await openHookReceiver();
  onTestFinished(() => app.close());
  const body = { hooks: { url: app.url, enabled: ["_conversationRemove"] } };
  await server.call("PUT", "/parley/1/settings", { body });
  app.answers.set("_conversationRemove", { reject: true });
  const tom = await connectJson(server);
  await open(tom, "Tom");
  tom.send({ cmd: "room", op: "join", peerId: "Tom" });
  const { roomId } = await tom.next(({ op }) => op === "joined");
  tom.send({ cmd: "room", op: "leave", peerId: "Tom", roomId });
  expect(await tom.next(({ cmd }) => cmd === "error")).toMatchObject({ code: 4305 });
  expect((await app.next("_conversationRemove")).body).toMatchObject({ convId: roomId, members: ["Tom"] });
  tom.close();
});
