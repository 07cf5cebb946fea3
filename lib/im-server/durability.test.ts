import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterEach, expect, test } from "vitest";
import { z } from "zod";
import { searchReplySchema } from "@/lib/protocol/rest/parley";

const keys = { appId: "durable-app", appKey: "durable-app-key", masterKey: "durable-master-key" };
/**
 * How many are sent at once and after how many acknowledgements the server is killed: amid many, and
 * at the very moment when the last of a few is acknowledged and nothing follows that could help it.
 */
const rounds = [
  { total: 1000, killAfter: 1 },
  { total: 1000, killAfter: 400 },
  { total: 25, killAfter: 25 },
  { total: 1, killAfter: 1 },
];

const createdSchema = z.object({ objectId: z.string() });
const sentSchema = z.object({ "msg-id": z.string(), timestamp: z.number() });
const historySchema = z.array(z.object({ "msg-id": z.string(), timestamp: z.number(), data: z.string() }));

type Acknowledged = { conversationId: string; messageId: string; timestamp: number; data: string };
type Running = { child: ChildProcess; url: string };

const folder = mkdtempSync(join(tmpdir(), "parley-durable-"));
let running: Running | null = null;

afterEach(() => {
  running?.child.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

/** Starts the server as users do, in a process of its own. */
async function startProcess(): Promise<Running> {
  const child = spawn(process.execPath, ["--import", "tsx", "lib/im-server/main.ts"], {
    env: {
      ...process.env,
      PARLEY_DATA_DIR: folder,
      PARLEY_IM_PORT: "0",
      PARLEY_IM_APP_ID: keys.appId,
      PARLEY_IM_APP_KEY: keys.appKey,
      PARLEY_IM_MASTER_KEY: keys.masterKey,
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /ready (http:\S+)/.exec(line)?.[1];
    if (url) return { child, url };
  }
  throw new Error("The server ended before it was ready");
}

async function call(server: Running, method: string, path: string, body?: unknown): Promise<unknown> {
  const response = await fetch(server.url + path, {
    method,
    headers: {
      "X-LC-Id": keys.appId,
      "X-LC-Key": `${keys.masterKey},master`,
      "Content-Type": "application/json",
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const answer: unknown = await response.json();
  if (!response.ok)
    throw new Error(`${method} ${path} answered ${response.status}: ${JSON.stringify(answer)}`);
  return answer;
}

/** Sends messages at once and kills the server as soon as some are acknowledged. */
async function sendAndKill(
  server: Running,
  ids: string[],
  round: number,
  { total, killAfter }: { total: number; killAfter: number },
): Promise<Acknowledged[]> {
  const acknowledged: Acknowledged[] = [];
  const exited = once(server.child, "exit");
  const sends = Array.from({ length: total }, async (_, index) => {
    const conversationId = ids[index % ids.length] ?? "";
    const data = `durable message ${round}-${index}`;
    const body = { from_client: `client-${index % 7}`, message: data };
    const answer = await call(server, "POST", `/1.2/rtm/conversations/${conversationId}/messages`, body);
    const { "msg-id": messageId, timestamp } = sentSchema.parse(answer);
    acknowledged.push({ conversationId, messageId, timestamp, data });
    if (acknowledged.length === killAfter) server.child.kill("SIGKILL");
  });
  await Promise.allSettled(sends);
  await exited;
  return acknowledged;
}

async function readHistory(server: Running, conversationId: string) {
  const rows: z.infer<typeof historySchema> = [];
  for (let start = ""; ; ) {
    const path = `/1.2/rtm/conversations/${conversationId}/messages?limit=1000&reversed=true${start}`;
    const page = historySchema.parse(await call(server, "GET", path));
    rows.push(...page);
    const last = page.at(-1);
    if (!last || page.length < 1000) return rows;
    start = `&timestamp=${last.timestamp}&msgid=${last["msg-id"]}`;
  }
}

/** How many messages the search index knows of. */
async function countFound(server: Running, conversationId: string): Promise<number> {
  let count = 0;
  for (let cursor = ""; ; ) {
    const path = `/parley/1/messages/search?q=durable&conv_id=${conversationId}&limit=100${cursor}`;
    const page = searchReplySchema.parse(await call(server, "GET", path));
    count += page.results.length;
    if (!page.cursor) return count;
    cursor = `&cursor=${page.cursor}`;
  }
}

test("kill -9 amid a thousand concurrent sends loses and doubles no acknowledged message", {
  timeout: 240_000,
}, async () => {
  running = await startProcess();
  const ids: string[] = [];
  for (let index = 0; index < 5; index++) {
    const answer = await call(running, "POST", "/1.2/rtm/conversations", {
      name: `durable ${index}`,
      m: ["a", "b"],
    });
    ids.push(createdSchema.parse(answer).objectId);
  }

  const acknowledged: Acknowledged[] = [];
  for (const [round, amount] of rounds.entries()) {
    const more = await sendAndKill(running, ids, round, amount);
    expect(more.length).toBeGreaterThanOrEqual(amount.killAfter);
    if (amount.killAfter < amount.total) expect(more.length).toBeLessThan(amount.total);
    acknowledged.push(...more);
    running = await startProcess();
  }

  let stored = 0;
  for (const conversationId of ids) {
    const rows = await readHistory(running, conversationId);
    stored += rows.length;
    const byText = new Map(rows.map((row) => [row.data, row]));
    expect(byText.size).toBe(rows.length);
    expect(new Set(rows.map((row) => row["msg-id"])).size).toBe(rows.length);
    for (const sent of acknowledged.filter((entry) => entry.conversationId === conversationId)) {
      expect(byText.get(sent.data)).toMatchObject({ "msg-id": sent.messageId, timestamp: sent.timestamp });
    }
    expect(await countFound(running, conversationId)).toBe(rows.length);
  }
  expect(stored).toBeGreaterThanOrEqual(acknowledged.length);
});
