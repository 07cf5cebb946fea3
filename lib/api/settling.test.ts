import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { settleOperation } from "@/lib/console/operations/settle-operation";
import { settlers } from "@/lib/console/operations/settlers/by-action";
import { createTestConversation, createTestService, sendTestMessage } from "@/lib/im-server/testing/builders";
import { startTestConsole, type TestConsole } from "./testing/start-test-console";
import { changedOf, type TestClient } from "./testing/test-client";

const app = "/api/apps/embedded";
const sentSchema = z.object({ messageId: z.string(), timestamp: z.number() });
let parley: TestConsole;
let admin: TestClient;
/** A conversation of Tom and Jerry, and a service conversation; new for each case. */
let conversation: string;
let service: string;

beforeAll(async () => {
  parley = await startTestConsole();
  parley.context.timing = { settlePausesMs: [], settleWindowMs: -1 };
  admin = await parley.signIn("admin");
});
afterAll(() => parley.close());
beforeEach(async () => {
  conversation = `${app}/conversations/${await createTestConversation(parley.im)}`;
  service = await createTestService(parley.im);
});

type Change = { method: string; path: string; body?: unknown };
type Case = {
  /** Makes ready what the change needs, and answers the change and what undoes it (none: it cannot be). */
  prepare(): Promise<{ change: Change; undo?: Change }>;
};

const spike = { clientIds: ["Spike"] };
const pair = (path: () => string, body: unknown = spike): Record<"add" | "remove", Case> => {
  const add = () => ({ method: "POST", path: path(), body });
  const remove = () => ({ method: "DELETE", path: path(), body });
  return {
    add: { prepare: async () => ({ change: add(), undo: remove() }) },
    remove: {
      prepare: async () => {
        await run(add());
        return { change: remove(), undo: add() };
      },
    },
  };
};
const members = pair(() => `${conversation}/members`);
const mutes = pair(() => `${conversation}/mutes`, { clientIds: ["Tom"] });
const silences = pair(() => `${conversation}/silences`);
const blocks = pair(() => `${conversation}/blocks`);
const subscribers = pair(() => `${app}/conversations/${service}/subscribers`);
const message = async (more: Record<string, unknown> = {}) => {
  const id = conversation.split("/").at(-1) ?? "";
  const sent = await sendTestMessage(parley.im, id, "hello");
  return {
    path: `${conversation}/messages/${sent.messageId}`,
    body: { from: "Tom", timestamp: sent.timestamp, ...more },
  };
};
const broadcast = async () => {
  const body = { conversationId: service, from: "news", data: randomUUID(), audience: "everyone" };
  const sent = changedOf(await run({ method: "POST", path: `${app}/broadcasts`, body }), sentSchema).result;
  return { path: `${app}/broadcasts/${sent.messageId}`, timestamp: sent.timestamp };
};

const cases: Record<string, Case> = {
  "message.send": {
    prepare: async () => ({
      change: { method: "POST", path: `${conversation}/messages`, body: { from: "Tom", data: "x" } },
    }),
  },
  "message.edit": {
    prepare: async () => {
      // Undone, it is still found among the versions: settling-overtaken.test.ts.
      const { path, body } = await message({ data: "edited" });
      return { change: { method: "PATCH", path, body } };
    },
  },
  "message.recall": {
    prepare: async () => {
      const { path, body } = await message();
      return { change: { method: "POST", path: `${path}/recall`, body } };
    },
  },
  "message.delete": {
    prepare: async () => {
      const { path, body } = await message();
      return { change: { method: "DELETE", path: `${path}?from=${body.from}&timestamp=${body.timestamp}` } };
    },
  },
  "conversation.create": {
    prepare: async () => ({
      change: {
        method: "POST",
        path: `${app}/conversations`,
        body: { kind: "normal", name: randomUUID(), members: ["a"] },
      },
    }),
  },
  "conversation.edit": {
    prepare: async () => ({
      change: {
        method: "PATCH",
        path: conversation,
        body: { name: "new", setAttributes: { a: [1, { b: 2 }] } },
      },
      undo: { method: "PATCH", path: conversation, body: { unsetAttributes: ["a"] } },
    }),
  },
  "conversation.delete": { prepare: async () => ({ change: { method: "DELETE", path: conversation } }) },
  "members.add": members.add,
  "members.remove": members.remove,
  "member.mute": mutes.add,
  "member.unmute": mutes.remove,
  "member.silence": silences.add,
  "member.unsilence": silences.remove,
  "member.block": blocks.add,
  "member.unblock": blocks.remove,
  "subscribers.add": subscribers.add,
  "subscribers.remove": subscribers.remove,
  "client.kick": {
    prepare: async () => ({
      change: { method: "POST", path: `${app}/clients/kicked/kick`, body: { reason: "enough" } },
    }),
  },
  "member.role": {
    prepare: async () => {
      const put = (role: string) => ({
        method: "PUT",
        path: `${conversation}/roles`,
        body: { clientId: "Tom", role },
      });
      return { change: put("Manager"), undo: put("Member") };
    },
  },
  "broadcast.send": {
    prepare: async () => ({
      change: {
        method: "POST",
        path: `${app}/broadcasts`,
        body: { conversationId: service, from: "news", data: randomUUID(), audience: "everyone" },
      },
    }),
  },
  "subscribers.send": {
    prepare: async () => ({
      change: {
        method: "POST",
        path: `${app}/broadcasts`,
        body: { conversationId: service, from: "news", data: "to subscribers", audience: "subscribers" },
      },
    }),
  },
  "broadcast.edit": {
    prepare: async () => {
      // Overtaken, it cannot be told from one that never arrived: operations.test.ts.
      const { path, timestamp } = await broadcast();
      const body = { conversationId: service, from: "news", timestamp, data: "corrected" };
      return { change: { method: "PATCH", path, body } };
    },
  },
  "broadcast.delete": {
    prepare: async () => {
      const { path } = await broadcast();
      return { change: { method: "DELETE", path: `${path}?conversation=${service}` } };
    },
  },
  "app.settings": {
    // Putting them back makes a third revision, behind which the first cannot be seen: im-settings.test.ts.
    prepare: async () => ({
      change: { method: "PUT", path: `${app}/im-settings`, body: { settings: {}, revision: 0 } },
    }),
  },
};

async function run({ method, path, body }: Change, key?: string) {
  const answer = await admin.send(method, path, body, { key });
  expect(answer.status, answer.text).toBe(200);
  return answer;
}

/** As if the answer had never come: what is recorded is that it was sent. */
async function loseAnswer(id: string): Promise<string> {
  const { db } = parley.context;
  const lost = { state: "unknown", settled_at: null, result_sealed: null, error: null } as const;
  await db.updateTable("operations").set(lost).where("id", "=", id).execute();
  await settleOperation(parley.context, id);
  const row = await db
    .selectFrom("operations")
    .select("state")
    .where("id", "=", id)
    .executeTakeFirstOrThrow();
  return row.state;
}

test("every action that can be looked up has a case", () => {
  expect(Object.keys(cases).sort()).toEqual(Object.keys(settlers).sort());
});

test.each(Object.entries(cases))(
  "%s: found when it happened, and failed when it did not",
  async (action, { prepare }) => {
    const { change, undo } = await prepare();
    const key = randomUUID();
    await run(change, key);
    const row = await parley.context.db
      .selectFrom("operations")
      .select("action")
      .where("id", "=", key)
      .executeTakeFirstOrThrow();
    expect(row.action).toBe(action);
    expect(await loseAnswer(key)).toBe("succeeded");
    if (!undo) return;
    await run(undo);
    expect(await loseAnswer(key)).toBe("failed");
  },
);
