import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { historyReplySchema } from "@/lib/protocol/rest/history";
import { createTestConversation, sendTestMessage } from "../../testing/builders";
import { type EventFollower, followEvents } from "../../testing/event-follower";
import { type ServerProcess, startServerProcess } from "../../testing/server-process";

const WRITERS = 12;
/** After so many acknowledgements the server is killed, while others are on their way. */
const rounds = [1, 60, 250];

let folder: string;
let server: ServerProcess;
let followers: EventFollower[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "parley-events-"));
  server = await startServerProcess(folder);
}, 60_000);
afterAll(async () => {
  await Promise.all(followers.map((follower) => follower.stop()));
  await server.kill();
  await rm(folder, { recursive: true, force: true });
});

/** Sends until the server is killed, which is after so many acknowledgements; answers their ids. */
async function writeUntilKilled(conversations: string[], enough: number): Promise<string[]> {
  const acknowledged: string[] = [];
  let killed: Promise<void> | null = null;
  const writers = Array.from({ length: WRITERS }, async (_, index) => {
    while (killed === null) {
      const conversationId = conversations[index % conversations.length] ?? "";
      const sent = await sendTestMessage(server, conversationId).catch(() => null);
      if (sent) acknowledged.push(sent.messageId);
      if (acknowledged.length >= enough) killed ??= server.kill();
    }
  });
  await Promise.all(writers);
  await killed;
  return acknowledged;
}

async function historyOf(conversationId: string): Promise<string[]> {
  const query = { limit: 1000, reversed: true };
  const { body } = await server.call("GET", `/1.2/rtm/conversations/${conversationId}/messages`, { query });
  return historyReplySchema.parse(body).map((row) => row["msg-id"]);
}

function toldBy({ changes }: EventFollower, conversationId: string): string[] {
  return changes.flatMap((change) =>
    change.type === "message" && change.conv_id === conversationId ? [change.message["msg-id"]] : [],
  );
}

test("after kill -9 the stream has every acknowledged message, and each stored one once and in order", {
  timeout: 240_000,
}, async () => {
  const address = () => server.url;
  followers = [followEvents(address, () => 25), followEvents(address, () => Number.POSITIVE_INFINITY)];
  await Promise.all(followers.map(({ begun }) => begun));
  const conversations = await Promise.all(Array.from({ length: 3 }, () => createTestConversation(server)));
  const acknowledged: string[] = [];
  for (const enough of rounds) {
    acknowledged.push(...(await writeUntilKilled(conversations, enough)));
    server = await startServerProcess(folder);
  }
  const stored = await Promise.all(conversations.map(historyOf));
  expect(stored.flat()).toEqual(expect.arrayContaining(acknowledged));
  for (const follower of followers) {
    for (const [index, conversationId] of conversations.entries()) {
      const history = stored[index] ?? [];
      const told = () => toldBy(follower, conversationId);
      await expect.poll(() => told().length, { timeout: 30_000 }).toBeGreaterThanOrEqual(history.length);
      expect(told()).toEqual(history);
    }
    expect(follower.resets).toBe(0);
  }
});
