import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { clientSessionsReplySchema } from "@/lib/protocol/rest/sessions";
import { openDatabase } from "../store/sqlite/database";
import { connectJson } from "../testing/json-client";
import { connectRaw } from "../testing/raw-client";
import { startServerProcess } from "../testing/server-process";
import { startTestServer, testKeys } from "../testing/start-test-server";

it("takes the place of the session whose token a client shows: it is gone, although nobody said so", async () => {
  const server = await startTestServer();
  onTestFinished(() => server.close());
  const sessionsOf = async (clientId: string) => {
    const { body } = await server.call("GET", `/parley/1/clients/${clientId}/sessions`);
    return clientSessionsReplySchema.parse(body);
  };
  const watcher = await connectRaw(server);
  await watcher.open("watcher");
  const lost = await connectRaw(server);
  const { sessionMessage } = await lost.open("Tom");
  const other = await connectRaw(server);
  await other.open("Tom");
  await lost.ask({ cmd: "direct", directMessage: { cid: await roomOf(), msg: "gone", will: true } });

  const back = await connectRaw(server);
  await back.open("Tom", { r: true, st: sessionMessage?.st });
  const { open, recent } = await sessionsOf("Tom");
  expect(open).toHaveLength(2);
  expect(recent.map(({ cause }) => cause)).toContain("replaced");
  expect((await watcher.next(({ cmd }) => cmd === "direct")).directMessage).toMatchObject({ msg: "gone" });
  // Whoever has no token of another is beside it, as ever.
  const third = await connectRaw(server);
  await third.open("Tom");
  expect((await sessionsOf("Tom")).open).toHaveLength(3);
  expect((await lost.ask({ cmd: "conv", op: "query" })).errorMessage?.code).toBe(4105);
  for (const client of [watcher, lost, other, back, third]) client.close();

  async function roomOf(): Promise<string> {
    const m = ["Tom"];
    return (await watcher.ask({ cmd: "conv", op: "start", convMessage: { m } })).convMessage?.cid ?? "";
  }
});

it("takes no place of another session whose token was made in the same moment", async () => {
  const server = await startTestServer({ now: () => 1_800_000_000_000 });
  onTestFinished(() => server.close());
  const [stays, lost, back] = [await connectRaw(server), await connectRaw(server), await connectRaw(server)];
  await stays.open("Tom");
  const { sessionMessage } = await lost.open("Tom");
  await back.open("Tom", { r: true, st: sessionMessage?.st });
  expect((await stays.ask({ cmd: "conv", op: "query" })).errorMessage).toBeUndefined();
  expect((await lost.ask({ cmd: "conv", op: "query" })).errorMessage?.code).toBe(4105);
  for (const client of [stays, lost, back]) client.close();
});

it("says of nobody who takes its own place that it was away", async () => {
  const server = await startTestServer();
  onTestFinished(() => server.close());
  const watcher = await connectJson(server);
  const open = { cmd: "session", op: "open", appId: testKeys.appId };
  watcher.send({ ...open, peerId: "watcher", sessionPeerIds: ["Tom", "Jerry"] });
  await watcher.next(({ op }) => op === "opened");
  const lost = await connectRaw(server);
  const { sessionMessage } = await lost.open("Tom", { tag: "mobile", deviceId: "phone" });
  const back = await connectRaw(server);
  await back.open("Tom", { r: true, st: sessionMessage?.st });
  await back.ask({ cmd: "session", op: "close" });
  const jerry = await connectRaw(server);
  await jerry.open("Jerry");
  const seen: unknown[] = [];
  for (let peers: unknown = []; !String(peers).includes("Jerry"); ) {
    const { sessionPeerIds, status } = await watcher.next(({ cmd }) => cmd === "presence");
    peers = sessionPeerIds;
    seen.push([peers, status]);
  }
  expect(seen).toEqual([
    [["Tom"], "on"],
    [["Tom"], "off"],
    [["Jerry"], "on"],
  ]);
  for (const client of [watcher, lost, back, jerry]) client.close();
});

it("keeps a chat room that was found again, however long ago it was lost, over a crash", {
  timeout: 90_000,
}, async () => {
  const folder = await mkdtemp(join(tmpdir(), "parley-return-"));
  let server = await startServerProcess(folder);
  onTestFinished(async () => {
    await server.kill();
    await rm(folder, { recursive: true, force: true });
  });
  const first = await connectRaw(server);
  await first.open("guest");
  const { convMessage } = await first.ask({ cmd: "conv", op: "start", convMessage: { transient: true } });
  const cid = convMessage?.cid ?? "";
  const comeBack = async () => {
    const client = await connectRaw(server);
    await client.open("guest", { r: true });
    const asked = { cids: [cid] };
    const reply = await client.ask({ cmd: "conv", op: "is_member", convMessage: asked });
    return JSON.parse(reply.convMessage?.results?.data ?? "{}")[cid];
  };
  first.close();
  await expect
    .poll(async () => (await server.call("GET", "/1.2/rtm/stats")).body)
    .toMatchObject({
      result: { online_user_count: 0 },
    });
  expect(await comeBack()).toBe(true);
  await server.kill();

  const db = openDatabase(join(folder, "im.sqlite"), "write");
  db.prepare("UPDATE client_rooms SET left_at = left_at - 31 * 60000").run();
  db.close();
  server = await startServerProcess(folder);
  expect(await comeBack()).toBe(true);
});
