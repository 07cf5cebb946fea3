import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { z } from "zod";
import { connectRaw, type RawClient } from "../../testing/raw-client";
import { type ServerProcess, startServerProcess } from "../../testing/server-process";

const MANY = 60;
const AFTER = 20;

const pageSchema = z.object({
  hasMore: z.boolean(),
  notifications: z.array(
    z.object({ op: z.string(), cid: z.string(), initBy: z.string(), serverTs: z.number() }),
  ),
});

/** What Jerry fetches on coming back, as `operation conversation`. */
async function readMissed(server: ServerProcess, token: string, start_ts = 0): Promise<string[]> {
  const query = { client_id: "Jerry", start_ts, notification_type: "permanent" };
  const headers = { "x-lc-im-session-token": token };
  const { body } = await server.call("GET", "/1.1/rtm/notifications", { key: "app", query, headers });
  const { hasMore, notifications } = pageSchema.parse(body);
  expect(notifications.every(({ initBy }) => initBy === "Tom")).toBe(true);
  const told = notifications.map(({ op, cid }) => `${op} ${cid}`);
  const last = notifications.at(-1)?.serverTs ?? 0;
  return hasMore ? [...told, ...(await readMissed(server, token, last))] : told;
}

/** Does something to Jerry many times over and kills the server when some of that is acknowledged. */
async function killAmidst(server: ServerProcess, act: (index: number) => Promise<string>): Promise<string[]> {
  const acknowledged: string[] = [];
  await new Promise<void>((resolve) => {
    for (let index = 0; index < MANY; index += 1) {
      void act(index).then((what) => {
        acknowledged.push(what);
        if (acknowledged.length === AFTER) resolve(server.kill());
      });
    }
  });
  return acknowledged;
}

async function start(tom: RawClient, m: string[]): Promise<string> {
  const { convMessage } = await tom.ask({ cmd: "conv", op: "start", convMessage: { m } });
  return convMessage?.cid ?? "";
}

it("keeps for a client that is away all that was acknowledged to others before a crash", {
  timeout: 120_000,
}, async () => {
  const folder = await mkdtemp(join(tmpdir(), "parley-notifications-"));
  let server = await startServerProcess(folder);
  onTestFinished(async () => {
    await server.kill();
    await rm(folder, { recursive: true, force: true });
  });
  const jerry = await connectRaw(server);
  const token = (await jerry.open("Jerry")).sessionMessage?.st ?? "";
  jerry.close();

  let tom = await connectRaw(server);
  await tom.open("Tom");
  const created = await killAmidst(server, async () => `joined ${await start(tom, ["Jerry"])}`);
  server = await startServerProcess(folder);
  expect(await readMissed(server, token)).toEqual(expect.arrayContaining(created));

  tom = await connectRaw(server);
  await tom.open("Tom");
  const cids = await Promise.all(Array.from({ length: MANY }, () => start(tom, ["Jerry"])));
  const acts = [
    async (cid: string) => {
      await tom.ask({ cmd: "conv", op: "remove", convMessage: { cid, m: ["Jerry"] } });
      return `left ${cid}`;
    },
    async (cid: string) => {
      await tom.ask({ cmd: "conv", op: "add_shutup", convMessage: { cid, m: ["Jerry"] } });
      return `shutuped ${cid}`;
    },
    async (cid: string) => {
      await tom.ask({ cmd: "blacklist", op: "block", blacklistMessage: { srcCid: cid, toPids: ["Jerry"] } });
      return `blocked ${cid}`;
    },
  ];
  const done = await killAmidst(server, async (index) => {
    const act = acts[index % acts.length];
    return (await act?.(cids[index] ?? "")) ?? "";
  });
  server = await startServerProcess(folder);
  expect(await readMissed(server, token)).toEqual(expect.arrayContaining(done));
});
