import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, expect, it } from "vitest";
import { historyReplySchema } from "@/lib/protocol/rest/history";
import { clientSessionsReplySchema } from "@/lib/protocol/rest/sessions";
import { ownPort } from "../testing/own-port";
import { connectRaw } from "../testing/raw-client";
import { type ImClient, loadSdk, nextEvent, type Realtime, type Sdk } from "../testing/sdk";
import { testKeys } from "../testing/start-test-server";

const GROUPS = 20;
const MEMBERS = 10;
/** Acknowledged messages before the server is killed, and sent after it is back. */
const BEFORE = 1000;
const AFTER = 200;

let folder: string;
let child: ChildProcess;
let port = 0;
let url = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "parley-crash-"));
  port = await ownPort();
  await start();
}, 60_000);
afterAll(async () => {
  child.kill("SIGKILL");
  await rm(folder, { recursive: true, force: true });
});

/** Starts the server as a process; answers when it is ready. */
async function start(): Promise<void> {
  child = spawn(process.execPath, ["--import", "tsx", "lib/im-server/main.ts"], {
    stdio: ["ignore", "pipe", "inherit"],
    env: {
      ...process.env,
      PARLEY_DATA_DIR: folder,
      PARLEY_IM_PORT: String(port),
      PARLEY_IM_APP_ID: testKeys.appId,
      PARLEY_IM_APP_KEY: testKeys.appKey,
      PARLEY_IM_MASTER_KEY: testKeys.masterKey,
    },
  });
  if (!child.stdout) throw new Error("the server has an output");
  const [line] = await once(createInterface(child.stdout), "line");
  url = /http:\S+/.exec(String(line))?.[0] ?? "";
}

type Member = { client: ImClient; sdk: Sdk; received: Map<string, number>; cid: string };

async function login(sdk: Sdk, realtime: Realtime, id: string): Promise<Member> {
  const client = await realtime.createIMClient(id);
  const received = new Map<string, number>();
  client.on("message", (message: { id: string }) => {
    received.set(message.id, (received.get(message.id) ?? 0) + 1);
  });
  return { client, sdk, received, cid: "" };
}

async function loginAll(): Promise<Member[][]> {
  const old = loadSdk("leancloud-realtime");
  const groups: Member[][] = [];
  for (let group = 0; group < GROUPS; group += 1) {
    const ids = Array.from({ length: MEMBERS }, (_, index) => `g${group}-m${index}`);
    // One member of each second group uses the newer SDK; a copy of it carries one connection.
    const members = await Promise.all(
      ids.map((id, index) => {
        const sdk = index === 0 && group % 2 === 0 ? loadSdk("leancloud-realtime-5") : old;
        const options = { ...testKeys, server: url, RTMServers: url.replace("http", "ws") };
        return login(sdk, new sdk.Realtime(options), id);
      }),
    );
    const [first] = members;
    const conversation = await first?.client.createConversation({ members: ids, unique: true });
    for (const member of members) member.cid = conversation?.id ?? "";
    groups.push(members);
  }
  return groups;
}

async function historyOf(cid: string) {
  const query = `/1.2/rtm/conversations/${cid}/messages?limit=1000`;
  const headers = { "x-lc-id": testKeys.appId, "x-lc-key": `${testKeys.masterKey},master` };
  const reply = await fetch(new URL(query, url), { headers });
  return historyReplySchema.parse(await reply.json());
}

async function sessionsOf(clientId: string) {
  const headers = { "x-lc-id": testKeys.appId, "x-lc-key": `${testKeys.masterKey},master` };
  const reply = await fetch(new URL(`/parley/1/clients/${clientId}/sessions`, url), { headers });
  return clientSessionsReplySchema.parse(await reply.json());
}

type Acknowledged = Map<string, { id: string; cid: string; from: string }>;

/** Everything acknowledged is stored once, and has reached each receiver once. */
async function verify(group: Member[], acknowledged: Acknowledged): Promise<void> {
  const cid = group[0]?.cid ?? "";
  const rows = await historyOf(cid);
  const stored = rows.map((row) => String(JSON.parse(row.data)._lctext));
  expect(new Set(stored).size).toBe(stored.length);
  const wanted = [...acknowledged].filter(([, message]) => message.cid === cid);
  expect(stored).toEqual(expect.arrayContaining(wanted.map(([text]) => text)));
  for (const { client, received } of group) {
    expect([...received.values()].filter((times) => times !== 1)).toEqual([]);
    const seen = new Set([...received.keys(), ...(await readAll(client, cid))]);
    const missed = wanted.filter(([, { id, from }]) => from !== client.id && !seen.has(id));
    expect(missed).toEqual([]);
  }
}

/** The ids of the whole history as the SDK reads it. */
async function readAll(client: ImClient, cid: string): Promise<string[]> {
  const conversation = await client.getConversation(cid);
  const ids: string[] = [];
  const pages = conversation.createMessagesIterator({ limit: 100 });
  for (let isDone = false; !isDone; ) {
    // The last page comes together with the end.
    const { value, done } = await pages.next();
    ids.push(...(value ?? []).map((message) => message.id));
    isDone = done;
  }
  return ids;
}

it("loses nothing acknowledged and doubles nothing when killed under 200 clients", {
  timeout: 180_000,
}, async () => {
  const groups = await loginAll();
  const members = groups.flat();
  expect(members).toHaveLength(200);
  const acknowledged: Acknowledged = new Map();
  let serial = 0;
  let tellEnough = (): void => {};
  const enough = new Promise<void>((resolve) => {
    tellEnough = resolve;
  });

  async function sendOne(
    member: Member,
    message = new member.sdk.TextMessage(`message ${++serial}`),
  ): Promise<void> {
    const conversation = await member.client.getConversation(member.cid);
    const sent = await conversation.send(message);
    acknowledged.set(message.text, { id: sent.id, cid: member.cid, from: member.client.id });
    if (acknowledged.size === BEFORE) tellEnough();
  }

  let isBack = false;
  /** What the kill left without an answer: stored or not, the client cannot know. */
  const unanswered: (() => Promise<void>)[] = [];
  // Each sends for as long as it is answered: when the server dies, all have a message under way.
  const streams = members.map(async (member) => {
    while (!isBack) {
      const message = new member.sdk.TextMessage(`message ${++serial}`);
      const isAnswered = await sendOne(member, message).then(
        () => true,
        () => false,
      );
      if (isAnswered) continue;
      unanswered.push(() => sendOne(member, message));
      return;
    }
  });
  const returns = members.map(({ client }) => nextEvent(client, "reconnect"));
  await enough;
  const gone = once(child, "exit");
  child.kill("SIGKILL");
  await gone;
  await start();
  isBack = true;
  await Promise.all([...returns, ...streams]);
  expect(unanswered.length).toBeGreaterThan(0);
  await Promise.all(unanswered.map((sendAgain) => sendAgain()));
  for (let index = 0; index < AFTER; index += 1) {
    const member = members[index % members.length];
    if (member) await sendOne(member);
  }
  expect(acknowledged.size).toBeGreaterThanOrEqual(BEFORE + AFTER);

  for (const group of groups) await verify(group, acknowledged);
  const { open, recent } = await sessionsOf(members[0]?.client.id ?? "");
  expect(open).toHaveLength(1);
  expect(recent.map(({ cause }) => cause)).toEqual(["crashed"]);
  await Promise.all(members.map(({ client }) => client.close()));
});

it("keeps a message once whose answer was lost in the crash and which is sent again", {
  timeout: 90_000,
}, async () => {
  const [sender, receiver] = [await connectRaw({ url }), await connectRaw({ url })];
  await sender.open("sender");
  await receiver.open("receiver");
  const m = ["receiver"];
  const { convMessage } = await sender.ask({ cmd: "conv", op: "start", convMessage: { m } });
  const cid = convMessage?.cid ?? "";
  const direct = { cmd: "direct", directMessage: { cid, msg: "only once", dt: "sender's own" } } as const;
  sender.send({ ...direct, i: 99 });
  const seen = await receiver.next(({ cmd }) => cmd === "direct");
  const gone = once(child, "exit");
  child.kill("SIGKILL");
  await gone;
  await start();
  const again = await connectRaw({ url });
  await again.open("sender");
  const { ackMessage } = await again.ask(direct);
  expect(ackMessage).toMatchObject({ uid: seen.directMessage?.id, t: seen.directMessage?.timestamp });
  expect((await historyOf(cid)).map(({ data }) => data)).toEqual(["only once"]);
  again.close();
});
