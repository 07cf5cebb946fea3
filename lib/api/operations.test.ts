import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { resumeOperations } from "@/lib/console/operations/resume-operations";
import { createTestConversation, createTestService } from "@/lib/im-server/testing/builders";
import { connectRaw } from "@/lib/im-server/testing/raw-client";
import { historyReplySchema } from "@/lib/protocol/rest/history";
import { type CuttingProxy, startCuttingProxy } from "./testing/cutting-proxy";
import { startTestConsole, type TestConsole } from "./testing/start-test-console";
import { changedOf, errorOf, type TestAnswer, type TestClient } from "./testing/test-client";

const sentSchema = z.object({ messageId: z.string(), timestamp: z.number() });
const operationSchema = z.object({ state: z.string(), result: z.unknown(), error: z.unknown() });
const sends = /^POST .*\/messages /;
/** What may be done twice is tried so often. */
const allTries = 3;

let parley: TestConsole<CuttingProxy>;
let proxy: CuttingProxy;
let admin: TestClient;
let conversationId: string;
let messagesPath: string;

beforeAll(async () => {
  parley = await startTestConsole({ between: startCuttingProxy });
  proxy = parley.between;
  admin = await parley.signIn("admin");
});
afterAll(() => parley.close());
beforeEach(async () => {
  parley.context.timing = { settlePausesMs: [], settleWindowMs: 25_000 };
  conversationId = await createTestConversation(parley.im);
  messagesPath = `/api/apps/embedded/conversations/${conversationId}/messages`;
});

const hello = { from: "Tom", data: "hello" };

async function history(): Promise<string[]> {
  const reply = await parley.im.call("GET", `/1.2/rtm/conversations/${conversationId}/messages`);
  return historyReplySchema.parse(reply.body).map((row) => row.data);
}

async function operation(id: string) {
  return operationSchema.parse((await admin.get(`/api/operations/${id}`)).body);
}

async function auditOf(id: string): Promise<string[]> {
  const rows = await parley.context.db
    .selectFrom("audit")
    .select("result")
    .where("operation_id", "=", id)
    .orderBy("seq")
    .execute();
  return rows.map((row) => row.result);
}

test("the same key again is answered from the record", async () => {
  const key = randomUUID();
  const first = await admin.send("POST", messagesPath, hello, { key });
  const again = await admin.send("POST", messagesPath, hello, { key });
  expect(first.status).toBe(200);
  expect(again.body).toEqual(first.body);
  expect(again.headers.get("idempotent-replay")).toBe("true");
  expect(await history()).toEqual(["hello"]);
  expect(await auditOf(key)).toEqual(["succeeded"]);
});

test("two hundred clicks at once send one message", async () => {
  const key = randomUUID();
  const answers = await Promise.all(
    Array.from({ length: 200 }, () => admin.send("POST", messagesPath, hello, { key })),
  );
  const ids = answers.map((answer) => changedOf(answer, sentSchema).result.messageId);
  expect(new Set(ids).size).toBe(1);
  expect(await history()).toEqual(["hello"]);
  expect(proxy.arrived(new RegExp(`^POST .*${conversationId}/messages `))).toBe(1);
});

test("the same key for another body, path or operator is a conflict", async () => {
  const key = randomUUID();
  await admin.send("POST", messagesPath, hello, { key });
  const other = await parley.signIn("admin");
  const attempts: TestAnswer[] = [
    await admin.send("POST", messagesPath, { ...hello, data: "bye" }, { key }),
    await admin.send("POST", "/api/apps/embedded/conversations", { kind: "chatroom" }, { key }),
    await other.send("POST", messagesPath, hello, { key }),
  ];
  for (const attempt of attempts) expect(errorOf(attempt).code).toBe("conflict");
  expect((await other.get(`/api/operations/${key}`)).status).toBe(200);
  const agent = await parley.signIn("agent");
  expect(errorOf(await agent.get(`/api/operations/${key}`)).code).toBe("not_found");
  expect(await history()).toEqual(["hello"]);
});

test("a change without a key, or with one that is no UUID, is refused", async () => {
  for (const value of [null, "", "1", "x".repeat(500)]) {
    const answer = await admin.send("POST", messagesPath, hello, { headers: { "idempotency-key": value } });
    expect(errorOf(answer).code).toBe("bad_request");
  }
  expect(await history()).toEqual([]);
});

test("a lost reply is unknown, then settled from history; the message was sent once", async () => {
  const key = randomUUID();
  proxy.cutNext("reply", sends);
  const answer = await admin.send("POST", messagesPath, hello, { key });
  expect(answer.status).toBe(202);
  expect(changedOf(answer, z.null()).state).toBe("unknown");
  const settled = await operation(key);
  expect(settled.state).toBe("succeeded");
  const [row] = historyReplySchema.parse(
    (await parley.im.call("GET", `/1.2/rtm/conversations/${conversationId}/messages`)).body,
  );
  expect(sentSchema.parse(settled.result).messageId).toBe(row?.["msg-id"]);
  expect(changedOf(await admin.send("POST", messagesPath, hello, { key }), sentSchema).state).toBe(
    "succeeded",
  );
  expect(proxy.arrived(new RegExp(`^POST .*${conversationId}/messages `))).toBe(1);
  expect(await history()).toEqual(["hello"]);
  expect(await auditOf(key)).toEqual(["unknown", "succeeded"]);
});

test("a lost request stays unknown while it may be on its way, then failed", async () => {
  const key = randomUUID();
  proxy.cutNext("request", sends);
  expect((await admin.send("POST", messagesPath, hello, { key })).status).toBe(202);
  expect((await operation(key)).state).toBe("unknown");
  parley.context.timing.settleWindowMs = -1;
  expect((await operation(key)).state).toBe("failed");
  expect(errorOf(await admin.send("POST", messagesPath, hello, { key })).code).toBe("upstream_unavailable");
  expect(await history()).toEqual([]);
  expect(await auditOf(key)).toEqual(["unknown", "failed"]);
});

test("of two equal lost sends each finds its own message, and a third that never arrived none", async () => {
  const keys = [randomUUID(), randomUUID(), randomUUID()];
  for (const [index, key] of keys.entries()) {
    proxy.cutNext(index < 2 ? "reply" : "request", sends);
    await admin.send("POST", messagesPath, hello, { key });
  }
  parley.context.timing.settleWindowMs = -1;
  const settled = await Promise.all(keys.map(operation));
  expect(settled.map((one) => one.state).sort()).toEqual(["failed", "succeeded", "succeeded"]);
  const found = settled.flatMap((one) => sentSchema.safeParse(one.result).data?.messageId ?? []);
  expect(new Set(found).size).toBe(2);
  expect(await history()).toEqual(["hello", "hello"]);
});

test("what was said alike long after a lost request is not taken for it", async () => {
  const key = randomUUID();
  proxy.cutNext("request", sends);
  await admin.send("POST", messagesPath, hello, { key });
  const longAgo = Date.now() - 5 * 60_000;
  await parley.context.db
    .updateTable("operations")
    .set({ started_at: longAgo })
    .where("id", "=", key)
    .execute();
  const body = { from_client: hello.from, message: hello.data };
  await parley.im.call("POST", `/1.2/rtm/conversations/${conversationId}/messages`, { body });
  expect((await operation(key)).state).toBe("failed");
});

test.each([
  {
    name: "a transient message",
    why: "transient",
    change: () => ({ path: messagesPath, body: { ...hello, transient: true } as object }),
    cut: sends,
    tries: 1,
    isHosted: false,
  },
  {
    name: "a silence for a time",
    why: "timed-silence",
    change: () => ({
      path: messagesPath.replace("/messages", "/silences"),
      body: { clientIds: ["Tom"], seconds: 60 } as object,
    }),
    cut: /^POST .*temporary-silenceds/,
    tries: allTries,
    // Parley's own server lists these.
    isHosted: true,
  },
])("$name leaves no trace: that nobody will know is said once, and it can be done anew", async (one) => {
  const key = randomUUID();
  const { path, body } = one.change();
  if (one.isHosted) await setCapabilities({ capabilities: "[]", capabilities_at: Date.now() });
  proxy.cutNext("reply", one.cut, one.tries);
  expect((await admin.send("POST", path, body, { key })).status).toBe(202);
  const expected = { state: "unknown", error: { code: "unknowable", details: { why: one.why } } };
  expect(await operation(key)).toMatchObject(expected);
  expect(await operation(key)).toMatchObject(expected);
  const replay = await admin.send("POST", path, body, { key });
  expect(replay.status).toBe(202);
  expect(replay.body).toMatchObject({ operation: { ...expected, settledAt: expect.any(Number) } });
  await resumeOperations(parley.context);
  expect(await auditOf(key)).toEqual(["unknown", "unknown"]);
  expect((await admin.send("POST", path, body)).status).toBe(200);
  await setCapabilities({ capabilities_at: 0 });
});

async function setCapabilities(to: { capabilities?: string; capabilities_at: number }): Promise<void> {
  await parley.context.db.updateTable("apps").set(to).execute();
}

test("what cannot be told for long is given up, and says so", async () => {
  const key = randomUUID();
  const clientIds = Array.from({ length: 21 }, (_, at) => `subscriber-${at}`);
  const service = await createTestService(parley.im);
  const path = `/api/apps/embedded/conversations/${service}/subscribers`;
  await admin.send("POST", path, { clientIds }, { key });
  const lost = { state: "unknown", settled_at: null, result_sealed: null } as const;
  const set = (more: object) =>
    parley.context.db
      .updateTable("operations")
      .set({ ...lost, ...more })
      .where("id", "=", key)
      .execute();
  await set({});
  expect(await operation(key)).toMatchObject({ state: "unknown", error: null });
  await set({ started_at: Date.now() - 11 * 60_000 });
  expect(await operation(key)).toMatchObject({ error: { code: "unknowable", details: { why: "too-much" } } });
});

test("a lost kick is settled by who is online: on any server, and exactly where it keeps how sessions end", async () => {
  const clientId = `kicked-${randomUUID()}`;
  const path = `/api/apps/embedded/clients/${clientId}/kick`;
  const kick = async (what: "request" | "reply") => {
    const key = randomUUID();
    proxy.cutNext(what, /^POST .*kick /, allTries);
    expect((await admin.send("POST", path, {}, { key })).status).toBe(202);
    return key;
  };
  const first = await connectRaw(parley.im);
  await first.open(clientId);
  const done = await kick("reply");
  await first.next(({ op }) => op === "closed");
  const again = await connectRaw(parley.im);
  await again.open(clientId);
  await expect.poll(async () => (await operation(done)).state, { timeout: 15_000 }).toBe("succeeded");

  const { db } = parley.context;
  // From here on it is like a hosted one.
  await db.updateTable("apps").set({ capabilities: "[]", capabilities_at: Date.now() }).execute();
  const lost = await kick("request");
  expect((await operation(lost)).state).toBe("unknown");
  parley.context.timing.settleWindowMs = -1;
  expect(await operation(lost)).toMatchObject({
    state: "failed",
    error: { message: expect.stringContaining("is online") },
  });
  expect((await operation(await kick("reply"))).state).toBe("succeeded");
  await db.updateTable("apps").set({ capabilities_at: 0 }).execute();
  again.close();
});

test("a server that is not there is no unknown outcome: nothing left", async () => {
  const { db } = parley.context;
  const gone = await startCuttingProxy(proxy.url);
  await gone.close();
  await db.updateTable("apps").set({ server_url: gone.url }).execute();
  const answer = await admin.send("POST", "/api/apps/embedded/conversations", { kind: "chatroom" });
  await db.updateTable("apps").set({ server_url: proxy.url }).execute();
  expect(errorOf(answer)).toMatchObject({ code: "upstream_unavailable", fault: "server" });
});

test.each([
  {
    name: "edit",
    method: "PATCH",
    suffix: "",
    body: { data: "edited" },
    cut: /^PUT .*messages/,
    now: ["edited"],
  },
  { name: "recall", method: "POST", suffix: "/recall", body: {}, cut: /^PUT .*recall/, now: null },
])("a lost $name is settled from the message", async ({ method, suffix, body, cut, now }) => {
  const { messageId, timestamp } = changedOf(
    await admin.send("POST", messagesPath, hello),
    sentSchema,
  ).result;
  const key = randomUUID();
  proxy.cutNext("reply", cut);
  const path = `${messagesPath}/${messageId}${suffix}`;
  const answer = await admin.send(method, path, { from: "Tom", timestamp, ...body }, { key });
  // What is safe to repeat was repeated; otherwise it is looked up.
  if (answer.status === 202) expect((await operation(key)).state).toBe("succeeded");
  else expect(answer.status).toBe(200);
  const after = await history();
  if (now) expect(after).toEqual(now);
  else expect(after[0]).toContain('"_lctype":-127');
});

test("lost changes of members are settled from the members", async () => {
  const key = randomUUID();
  const path = `/api/apps/embedded/conversations/${conversationId}/members`;
  // Adding members may be repeated.
  proxy.cutNext("reply", /^POST .*members/, allTries);
  const answer = await admin.send("POST", path, { clientIds: ["Spike"] }, { key });
  expect(answer.status).toBe(202);
  const settled = await operation(key);
  expect(settled.state).toBe("succeeded");
  expect(JSON.stringify(settled.result)).toContain("Spike");
});

test("what a crash left pending is taken up at the next start", async () => {
  const key = randomUUID();
  await admin.send("POST", messagesPath, hello, { key });
  // The process died between the call and its record.
  await parley.context.db
    .updateTable("operations")
    .set({ state: "pending", settled_at: null, result_sealed: null, status: null })
    .where("id", "=", key)
    .execute();
  await resumeOperations(parley.context);
  const replay = await admin.send("POST", messagesPath, hello, { key });
  expect(replay.status).toBe(202);
  expect((await operation(key)).state).toBe("succeeded");
  expect(await history()).toEqual(["hello"]);
});

test("what was left pending because its record failed is taken up when it is asked for", async () => {
  const key = randomUUID();
  await admin.send("POST", messagesPath, hello, { key });
  await parley.context.db
    .updateTable("operations")
    .set({ state: "pending", settled_at: null, result_sealed: null, status: null })
    .where("id", "=", key)
    .execute();
  expect((await operation(key)).state).toBe("succeeded");
  expect(await auditOf(key)).toEqual(["succeeded", "unknown", "succeeded"]);
});

test("a refusal of the IM server is told with its code, recorded, and not repeated", async () => {
  const key = randomUUID();
  const path = `${messagesPath}/nothing/recall`;
  const body = { from: "Tom", timestamp: 1 };
  const first = await admin.send("POST", path, body, { key });
  expect(errorOf(first)).toMatchObject({ code: "upstream_rejected", details: { upstreamCode: 4404 } });
  const calls = proxy.arrived(/recall/);
  const again = await admin.send("POST", path, body, { key });
  expect(again.status).toBe(first.status);
  expect(errorOf(again).code).toBe("upstream_rejected");
  for (const answer of [first, again]) expect(answer.headers.has("operation-recorded")).toBe(true);
  expect(proxy.arrived(/recall/)).toBe(calls);
  expect(await auditOf(key)).toEqual(["failed"]);
});
