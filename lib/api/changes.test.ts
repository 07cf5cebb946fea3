import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { closeAbandonedJobs } from "@/lib/console/jobs/jobs";
import { conversationSchema, type Job, jobSchema } from "@/lib/contracts/conversations";
import {
  createTestChatroom,
  createTestConversation,
  createTestService,
} from "@/lib/im-server/testing/builders";
import { startTestConsole, type TestConsole } from "./testing/start-test-console";
import { changedOf, errorOf, type TestAnswer, type TestClient } from "./testing/test-client";

const app = "/api/apps/embedded";
const sentSchema = z.object({ messageId: z.string(), timestamp: z.number() });
const madeSchema = z.object({ conversation: conversationSchema, existing: z.boolean() });
const conversationOnly = z.object({ conversation: conversationSchema });
let parley: TestConsole;
let admin: TestClient;
let moderator: TestClient;
let agent: TestClient;

beforeAll(async () => {
  parley = await startTestConsole();
  [admin, moderator, agent] = await Promise.all([
    parley.signIn("admin"),
    parley.signIn("moderator"),
    parley.signIn("agent"),
  ]);
});
afterAll(() => parley.close());

const at = (id: string, rest = "") => `${app}/conversations/${id}${rest}`;

async function lastAudit(action: string) {
  const row = await parley.context.db
    .selectFrom("audit")
    .selectAll()
    .where("action", "=", action)
    .orderBy("seq", "desc")
    .executeTakeFirstOrThrow();
  return { ...row, details: z.record(z.string(), z.unknown()).parse(JSON.parse(row.details)) };
}

describe("conversations", () => {
  test("each kind is created; services by admins alone", async () => {
    for (const kind of ["normal", "chatroom"]) {
      const answer = await agent.send("POST", `${app}/conversations`, { kind, name: kind, members: ["a"] });
      expect(changedOf(answer, madeSchema).result.conversation).toMatchObject({ kind, name: kind });
    }
    const service = { kind: "service", name: "news" };
    expect(errorOf(await moderator.send("POST", `${app}/conversations`, service)).details).toMatchObject({
      permission: "service.create",
    });
    const made = changedOf(await admin.send("POST", `${app}/conversations`, service), madeSchema).result;
    expect(made.conversation.kind).toBe("service");
    const edit = { name: "mine" };
    expect(errorOf(await agent.send("PATCH", at(made.conversation.id), edit)).code).toBe("forbidden");
    expect((await admin.send("PATCH", at(made.conversation.id), edit)).status).toBe(200);
  });

  test("a unique conversation of the same members is the same one, and said to be there already", async () => {
    const body = { kind: "normal", members: ["u1", "u2"], unique: true };
    const first = changedOf(await agent.send("POST", `${app}/conversations`, body), madeSchema).result;
    const other = { ...body, members: ["u2", "u1"] };
    const second = changedOf(await agent.send("POST", `${app}/conversations`, other), madeSchema).result;
    expect([first.existing, second.existing]).toEqual([false, true]);
    expect(second.conversation.id).toBe(first.conversation.id);
  });

  test("attributes are set and unset one by one; the audit holds before and after", async () => {
    const id = await createTestConversation(parley.im, { m: ["a"], attr: { keep: 1, drop: 2 } });
    const change = { name: "named", setAttributes: { added: { deep: [1] } }, unsetAttributes: ["drop"] };
    const edited = changedOf(await agent.send("PATCH", at(id), change), conversationOnly).result.conversation;
    expect(edited).toMatchObject({ name: "named", attributes: { keep: 1, added: { deep: [1] } } });
    expect(edited.attributes).not.toHaveProperty("drop");
    const odd = { setAttributes: { "a.b c": "odd" }, unsetAttributes: ["keep"] };
    const again = changedOf(await agent.send("PATCH", at(id), odd), conversationOnly).result.conversation;
    expect(again.attributes).toEqual({ "a.b c": "odd", added: { deep: [1] } });
    const row = await lastAudit("conversation.edit");
    expect(row).toMatchObject({ target_id: id, result: "succeeded", operator_id: agent.operatorId });
    expect(row.details).toMatchObject({ before: { attributes: { keep: 1 } }, after: { name: "named" } });
  });

  test("columns that the server keeps cannot be set as custom ones", async () => {
    const id = await createTestConversation(parley.im);
    for (const column of ["m", "objectId", "c", "__proto__", "a.b"]) {
      const answer = await agent.send("PATCH", at(id), `{"setCustom":{"${column}":1}}`);
      expect([400, 200]).toContain(answer.status);
      const after = conversationOnly.parse((await agent.get(at(id))).body).conversation;
      expect(after.members).toEqual(["Tom", "Jerry"]);
    }
  });

  test("deleting keeps what it was in the audit", async () => {
    const id = await createTestConversation(parley.im, { m: ["a"], name: "doomed" });
    expect((await admin.send("DELETE", at(id))).status).toBe(200);
    expect((await admin.get(at(id))).status).toBe(404);
    expect((await lastAudit("conversation.delete")).details).toMatchObject({ before: { name: "doomed" } });
  });
});

describe("messages", () => {
  const send = (client: TestClient, id: string, more: Record<string, unknown> = {}) =>
    client.send("POST", at(id, "/messages"), { from: "Tom", data: "hello", ...more });

  test("agents send only as the app's sender ids", async () => {
    const id = await createTestConversation(parley.im);
    expect(errorOf(await send(agent, id)).code).toBe("forbidden");
    expect((await admin.send("PATCH", app, { senderIds: ["support"] })).status).toBe(200);
    expect((await send(agent, id, { from: "support" })).status).toBe(200);
    expect(errorOf(await send(agent, id)).details).toMatchObject({ senderIds: ["support"] });
    expect((await send(moderator, id)).status).toBe(200);
  });

  test("a service's users are written to by admins alone, and by name", async () => {
    const id = await createTestService(parley.im);
    expect(errorOf(await send(moderator, id, { toClients: ["a"] })).code).toBe("forbidden");
    expect(errorOf(await send(admin, id)).code).toBe("bad_request");
    expect((await send(admin, id, { toClients: ["a", "b"] })).status).toBe(200);
  });

  test("5,120 bytes go through, one more does not", async () => {
    const id = await createTestConversation(parley.im);
    expect((await send(moderator, id, { data: "x".repeat(5_120) })).status).toBe(200);
    expect(errorOf(await send(moderator, id, { data: "x".repeat(5_121) })).code).toBe("too_large");
    expect(errorOf(await send(moderator, id, { data: "大".repeat(1_707) })).code).toBe("too_large");
    expect((await lastAudit("message.send")).result).toBe("succeeded");
  });

  test("edit, recall and delete leave the words in the audit; earlier texts are told", async () => {
    const id = await createTestConversation(parley.im);
    const { messageId, timestamp } = changedOf(await send(moderator, id), sentSchema).result;
    const path = at(id, `/messages/${messageId}`);
    const ref = { from: "Tom", timestamp };
    expect((await moderator.send("PATCH", path, { ...ref, data: "edited" })).status).toBe(200);
    expect((await lastAudit("message.edit")).details).toMatchObject({
      before: { data: "hello" },
      input: { body: { data: "edited" } },
    });
    expect((await moderator.send("POST", `${path}/recall`, ref)).status).toBe(200);
    expect((await lastAudit("message.recall")).details).toMatchObject({ before: { data: "edited" } });
    const versions = await agent.get(`${path}/versions?timestamp=${timestamp}`);
    expect(versions.body).toMatchObject({
      versions: [
        { data: "hello", cause: "edit" },
        { data: "edited", cause: "recall" },
      ],
    });
    expect((await moderator.send("DELETE", `${path}?from=Tom&timestamp=${timestamp}`)).status).toBe(200);
    const after = await agent.get(at(id, "/messages"));
    expect(after.body).toMatchObject({ messages: [] });
  });
});

test("what went to many is changed by those who manage broadcasts, one client's copy by moderators", async () => {
  const id = await createTestService(parley.im);
  const send = (audience: string) =>
    admin.send("POST", `${app}/broadcasts`, { conversationId: id, from: "news", data: "to all", audience });
  for (const audience of ["everyone", "subscribers"]) {
    const { messageId, timestamp } = changedOf(await send(audience), sentSchema).result;
    const path = at(id, `/messages/${messageId}`);
    for (const client of [undefined, "Tom"]) {
      const body = { from: "news", timestamp, client };
      const query = `from=news&timestamp=${timestamp}${client ? `&client=${client}` : ""}`;
      const attempts = [
        await moderator.send("PATCH", path, { ...body, data: "other words" }),
        await moderator.send("POST", `${path}/recall`, body),
        await moderator.send("DELETE", `${path}?${query}`),
      ];
      for (const attempt of attempts) expect(errorOf(attempt).code).toBe("forbidden");
    }
    const edit = { from: "news", timestamp, data: "corrected" };
    expect((await admin.send("PATCH", path, edit)).status).toBe(200);
  }
  const toTom = { from: "news", data: "hi", toClients: ["Tom"] };
  const { messageId, timestamp } = changedOf(
    await admin.send("POST", at(id, "/messages"), toTom),
    sentSchema,
  ).result;
  const recall = at(id, `/messages/${messageId}/recall`);
  const own = { from: "news", timestamp, client: "Tom" };
  expect((await moderator.send("POST", recall, own)).status).toBe(200);
});

describe("members", () => {
  test("are added and removed; mutes, silences, blocks and roles follow", async () => {
    const id = await createTestConversation(parley.im);
    const one = { clientIds: ["Spike"] };
    const add = await agent.send("POST", at(id, "/members"), one);
    expect(changedOf(add, conversationOnly).result.conversation.members).toEqual(["Tom", "Jerry", "Spike"]);
    const lists: [string, unknown][] = [
      ["mutes", { clientIds: ["Spike"] }],
      ["silences", { clientIds: ["Spike"], next: null }],
    ];
    for (const [name, listed] of lists) {
      expect((await moderator.send("POST", at(id, `/${name}`), one)).status).toBe(200);
      expect((await agent.get(at(id, `/${name}`))).body).toEqual(listed);
      expect((await moderator.send("DELETE", at(id, `/${name}`), one)).status).toBe(200);
      expect((await agent.get(at(id, `/${name}`))).body).toMatchObject({ clientIds: [] });
    }
    expect((await moderator.send("POST", at(id, "/silences"), { ...one, seconds: 60 })).status).toBe(200);
    expect(
      (await moderator.send("PUT", at(id, "/roles"), { clientId: "Spike", role: "Manager" })).status,
    ).toBe(200);
    expect((await agent.get(at(id, "/roles"))).body).toEqual({
      roles: [{ clientId: "Spike", role: "Manager" }],
    });
    expect(
      (await moderator.send("PUT", at(id, "/roles"), { clientId: "Spike", role: "Member" })).status,
    ).toBe(200);
    expect((await agent.get(at(id, "/roles"))).body).toEqual({ roles: [] });
    expect((await moderator.send("POST", at(id, "/blocks"), one)).status).toBe(200);
    expect((await agent.get(at(id, "/members"))).body).toEqual({ members: ["Tom", "Jerry"] });
    const partly = await agent.send("POST", at(id, "/members"), { clientIds: ["Spike", "Butch"] });
    expect(changedOf(partly, z.object({ failed: z.unknown() })).result.failed).toEqual([
      { clientId: "Spike", reason: "blocked" },
    ]);
    expect((await agent.send("DELETE", at(id, "/members"), { clientIds: ["Butch"] })).status).toBe(200);
    const failed = await agent.send("POST", at(id, "/members"), one);
    expect(failed.status === 200 ? failed.body : errorOf(failed).code).toSatisfy(
      (said: unknown) => said === "upstream_rejected" || JSON.stringify(said).includes('"clientId":"Spike"'),
    );
  });

  test("what a kind cannot have is said", async () => {
    const room = await createTestChatroom(parley.im);
    expect(errorOf(await agent.get(at(room, "/mutes"))).details).toMatchObject({ kind: "chatroom" });
    expect((await agent.get(at(room, "/online"))).body).toEqual({ count: 0, sample: [] });
    const service = await createTestService(parley.im);
    const change = await admin.send("POST", at(service, "/subscribers"), { clientIds: ["a", "b"] });
    expect(changedOf(change, z.object({ failed: z.array(z.unknown()) })).result.failed).toEqual([]);
    expect((await agent.get(at(service, "/subscribers/count"))).body).toEqual({ count: 2 });
    expect((await agent.get(at(service, "/subscribers?client=b"))).body).toMatchObject({
      subscribers: [{ clientId: "b" }],
    });
    expect((await agent.get(at(service, "/subscribers?client=c"))).body).toEqual({
      subscribers: [],
      next: null,
    });
  });
});

describe("bulk changes", () => {
  async function finished(answer: TestAnswer): Promise<Job> {
    const { result } = changedOf(answer, jobSchema);
    return expect
      .poll(async () => jobSchema.parse((await agent.get(`/api/jobs/${result.id}`)).body), {
        timeout: 15_000,
      })
      .toMatchObject({ state: "done" })
      .then(async () => jobSchema.parse((await agent.get(`/api/jobs/${result.id}`)).body));
  }

  test("run over all that a filter finds, and tell what failed", async () => {
    const tag = randomUUID();
    const ids = await Promise.all(
      Array.from({ length: 12 }, () => createTestConversation(parley.im, { m: ["a"], name: `bulk ${tag}` })),
    );
    const answer = await agent.send("POST", `${app}/conversations/bulk`, {
      target: { query: { q: tag } },
      change: { type: "set-attribute", key: "done", value: true },
    });
    expect(answer.status).toBe(202);
    expect(await finished(answer)).toMatchObject({ total: 12, done: 12, failed: 0 });
    for (const id of ids)
      expect((await agent.get(at(id))).body).toMatchObject({ conversation: { attributes: { done: true } } });
    const room = await createTestChatroom(parley.im);
    await admin.send("POST", at(ids[1] ?? "", "/blocks"), { clientIds: ["b"] });
    const mixed = await agent.send("POST", `${app}/conversations/bulk`, {
      target: { ids: [ids[0], ids[1], room, "nothing"] },
      change: { type: "add-members", clientIds: ["b"] },
    });
    const job = await finished(mixed);
    expect(job).toMatchObject({ total: 4, done: 4, failed: 3 });
    expect(new Map(job.failures.map((failure) => [failure.target, failure.code]))).toEqual(
      new Map([
        [ids[1], "blocked"],
        [room, "no-members"],
        ["nothing", "gone"],
      ]),
    );
    const rows = await parley.context.db
      .selectFrom("audit")
      .select(["result", "details"])
      .where("operation_id", "=", changedOf(mixed, z.unknown()).id)
      .where("action", "=", "members.add")
      .execute();
    expect(rows.map((row) => row.result).sort()).toEqual(["failed", "failed", "failed", "succeeded"]);
    const errors = rows.flatMap((row) => (row.result === "failed" ? [JSON.parse(row.details).error] : []));
    expect(errors.sort()).toEqual(["blocked", "gone", "no-members"]);
  });

  test("of an earlier version tell what failed as it was kept", async () => {
    const { context } = parley;
    const [id = ""] = await someIds(1);
    const job = changedOf(await mark(agent, [id]), jobSchema).result;
    await ended(job.id);
    const failures = JSON.stringify([{ target: id, message: "No answer in time." }]);
    await context.db.updateTable("jobs").set({ failures }).where("id", "=", job.id).execute();
    const { body } = await agent.get(`/api/jobs/${job.id}`);
    expect(jobSchema.parse(body).failures).toEqual([
      { target: id, code: "refused", detail: "No answer in time." },
    ]);
  });

  const mark = (client: TestClient, ids: string[], value: unknown = 1) =>
    client.send("POST", `${app}/conversations/bulk`, {
      target: { ids },
      change: { type: "set-attribute", key: "x", value },
    });
  const ended = (id: string) =>
    expect
      .poll(async () => jobSchema.parse((await admin.get(`/api/jobs/${id}`)).body).state, { timeout: 15_000 })
      .not.toBe("running");
  const someIds = (count: number) =>
    Promise.all(Array.from({ length: count }, () => createTestConversation(parley.im)));

  test("end with the rights of who began them, and are seen by them no more", async () => {
    const { db } = parley.context;
    const ids = await someIds(60);
    for (const change of ["disabled", "no role"]) {
      const other = await parley.signIn("agent");
      const id = other.operatorId ?? "";
      const job = changedOf(await mark(other, ids), jobSchema).result;
      if (change === "disabled")
        await db.updateTable("operators").set({ status: "disabled" }).where("id", "=", id).execute();
      else await db.deleteFrom("grants").where("operator_id", "=", id).execute();
      await ended(job.id);
      const seen = jobSchema.parse((await admin.get(`/api/jobs/${job.id}`)).body);
      expect(seen.state).toBe("stopped");
      expect(seen.done).toBeLessThan(60);
      expect((await other.get(`/api/jobs/${job.id}`)).status).not.toBe(200);
    }
  });

  test("leave services alone from when their operator is no admin any more", async () => {
    const { db } = parley.context;
    const other = await parley.signIn("admin");
    const services = await Promise.all(Array.from({ length: 60 }, () => createTestService(parley.im)));
    const job = changedOf(await mark(other, services), jobSchema).result;
    const demoted = db.updateTable("grants").set({ role: "agent" });
    await demoted.where("operator_id", "=", other.operatorId ?? "").execute();
    await ended(job.id);
    const { state, failures } = jobSchema.parse((await admin.get(`/api/jobs/${job.id}`)).body);
    expect(state).toBe("done");
    expect(failures.at(-1)?.code).toBe("service");
  });

  test("three at once are enough, and a restart says that they ended", async () => {
    const { context } = parley;
    const other = await parley.signIn("agent");
    const [id = ""] = await someIds(1);
    const made = [await mark(other, [id]), await mark(other, [id]), await mark(other, [id])];
    for (const answer of made) {
      const job = changedOf(answer, jobSchema).result;
      await ended(job.id);
      await context.db.updateTable("jobs").set({ state: "running" }).where("id", "=", job.id).execute();
    }
    expect(errorOf(await mark(other, [id])).code).toBe("conflict");
    await closeAbandonedJobs(context);
    expect((await lastAudit("job.end")).result).toBe("unknown");
    expect((await mark(other, [id])).status).toBe(202);
  });

  test("a long change stands in the audit once, not with every conversation", async () => {
    const answer = await mark(agent, await someIds(2), "x".repeat(20_000));
    await ended(changedOf(answer, jobSchema).result.id);
    const row = await lastAudit("conversation.edit");
    expect(JSON.stringify(row.details).length).toBeLessThan(500);
    expect(JSON.stringify((await lastAudit("conversations.bulk")).details).length).toBeGreaterThan(20_000);
  });

  test("stop when told to", async () => {
    const ids = await Promise.all(Array.from({ length: 60 }, () => createTestConversation(parley.im)));
    const answer = await agent.send("POST", `${app}/conversations/bulk`, {
      target: { ids },
      change: { type: "set-attribute", key: "x", value: 1 },
    });
    const { id } = changedOf(answer, jobSchema).result;
    expect((await moderator.get(`/api/jobs/${id}`)).status).toBe(404);
    const stopped = changedOf(await agent.send("DELETE", `/api/jobs/${id}`), jobSchema).result;
    expect(stopped.state).toBe("stopped");
    // What it was at is finished before the server goes away.
    await expect.poll(async () => (await lastAudit("job.end")).target_id, { timeout: 15_000 }).toBe(id);
  });
});

test("a client is kicked by moderators, with the reason in the audit", async () => {
  const path = `${app}/clients/${encodeURIComponent("a/b 大")}/kick`;
  expect((await moderator.send("POST", path, { reason: "spam" })).status).toBe(200);
  expect(await lastAudit("client.kick")).toMatchObject({ target_id: "a/b 大", result: "succeeded" });
  expect(errorOf(await moderator.send("POST", path, { reason: "x".repeat(21) })).code).toBe("bad_request");
});
