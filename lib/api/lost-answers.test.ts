import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { closeAbandonedJobs } from "@/lib/console/jobs/jobs";
import { findOperation } from "@/lib/console/operations/finish-operation";
import { resumeOperations } from "@/lib/console/operations/resume-operations";
import { settleOperation } from "@/lib/console/operations/settle-operation";
import { jobSchema } from "@/lib/contracts/conversations";
import { createTestConversation } from "@/lib/im-server/testing/builders";
import { type CuttingProxy, startCuttingProxy } from "./testing/cutting-proxy";
import { startTestConsole, type TestConsole } from "./testing/start-test-console";
import { changedOf, type TestClient } from "./testing/test-client";

const app = "/api/apps/embedded";
let parley: TestConsole<CuttingProxy>;
let proxy: CuttingProxy;
let admin: TestClient;
let id: string;

beforeAll(async () => {
  parley = await startTestConsole({ between: startCuttingProxy });
  proxy = parley.between;
  admin = await parley.signIn("admin");
});
afterAll(() => parley.close());
beforeEach(async () => {
  parley.context.timing = { settlePausesMs: [], settleWindowMs: -1 };
  id = await createTestConversation(parley.im);
});

const stateOf = async (key: string) =>
  z.object({ state: z.string() }).parse((await admin.get(`/api/operations/${key}`)).body).state;

function auditOf(key: string) {
  return parley.context.db
    .selectFrom("audit")
    .selectAll()
    .where("operation_id", "=", key)
    .orderBy("seq")
    .execute();
}

test("a refusal after a lost answer says nothing of the attempt before it", async () => {
  const key = randomUUID();
  proxy.cutNext("reply", /^DELETE .*conversations/);
  const answer = await admin.send("DELETE", `${app}/conversations/${id}`, undefined, { key });
  expect((await parley.im.call("GET", `/1.1/classes/_Conversation/${id}`)).body).not.toHaveProperty(
    "objectId",
  );
  // The repeated call finds nothing to delete.
  expect(answer.status, answer.text).toBe(202);
  expect(await stateOf(key)).toBe("succeeded");
  expect((await auditOf(key)).map((row) => row.result)).toEqual(["unknown", "succeeded"]);
});

const adding = /^POST .*members/;
test.each([
  { what: "the change", lost: adding },
  { what: "the look behind it", lost: /^GET .*_Conversation/, behind: adding },
])("a change of a job is neither done nor failed in the audit when $what is not answered", async (one) => {
  const key = randomUUID();
  proxy.cutNext("reply", one.lost, 3, one.behind);
  const body = { target: { ids: [id] }, change: { type: "add-members", clientIds: ["Spike"] } };
  const answer = await admin.send("POST", `${app}/conversations/bulk`, body, { key });
  const job = changedOf(answer, jobSchema).result;
  const now = async () => jobSchema.parse((await admin.get(`/api/jobs/${job.id}`)).body);
  await expect.poll(now, { timeout: 15_000 }).toMatchObject({ state: "done", failed: 1 });
  expect((await now()).failures).toEqual([{ target: id, code: "unanswered", detail: null }]);
  const rows = await auditOf(key);
  expect(rows.find((row) => row.action === "members.add")?.result).toBe("unknown");
});

test("what a job was at when the console was killed is audited as unknown, what it had done is not told again", async () => {
  const { context } = parley;
  const other = await createTestConversation(parley.im);
  const key = randomUUID();
  const body = { target: { ids: [id, other] }, change: { type: "set-attribute", key: "x", value: 1 } };
  const answer = await admin.send("POST", `${app}/conversations/bulk`, body, { key });
  const job = changedOf(answer, jobSchema).result;
  const row = () =>
    context.db.selectFrom("jobs").selectAll().where("id", "=", job.id).executeTakeFirstOrThrow();
  await expect.poll(row, { timeout: 15_000 }).toMatchObject({ state: "done", done: 2, doing: "[]" });
  const before = (await auditOf(key)).length;
  const killed = { state: "running", finished_at: null, doing: JSON.stringify([other]) } as const;
  await context.db.updateTable("jobs").set(killed).where("id", "=", job.id).execute();
  await closeAbandonedJobs(context);
  const rows = (await auditOf(key)).slice(before);
  expect(rows.map(({ action, result, target_id }) => ({ action, result, target_id }))).toEqual([
    { action: "conversation.edit", result: "unknown", target_id: other },
    { action: "job.end", result: "unknown", target_id: job.id },
  ]);
  expect(rows.map((one) => one.operator_email)).not.toContain(null);
});

test("what a crash left pending is audited with who did it and to what", async () => {
  const key = randomUUID();
  await admin.send("POST", `${app}/conversations/${id}/messages`, { from: "Tom", data: "hi" }, { key });
  await parley.context.db
    .updateTable("operations")
    .set({ state: "pending", settled_at: null, result_sealed: null, status: null })
    .where("id", "=", key)
    .execute();
  await resumeOperations(parley.context);
  const [first, interrupted] = await auditOf(key);
  const { operator_id, operator_email } = first ?? {};
  const target = { target_type: "conversation", target_id: id };
  expect(interrupted).toMatchObject({ result: "unknown", operator_id, operator_email, ...target });
});

test("what a twin that is still under way has made is not taken for this one's", async () => {
  const { context } = parley;
  const path = `${app}/conversations/${id}/messages`;
  const body = { from: "Tom", data: "twice" };
  const lost = randomUUID();
  const twin = randomUUID();
  proxy.cutNext("request", /^POST .*messages/);
  expect((await admin.send("POST", path, body, { key: lost })).status).toBe(202);
  await admin.send("POST", path, body, { key: twin });
  const set = (state: "pending" | "succeeded") =>
    context.db.updateTable("operations").set({ state }).where("id", "=", twin).execute();
  await set("pending");
  await settleOperation(context, lost);
  expect((await findOperation(context, lost))?.state).toBe("unknown");
  await set("succeeded");
  expect(await stateOf(lost)).toBe("failed");
});

test("an outage longer than the first pauses is waited out", async () => {
  const key = randomUUID();
  parley.context.timing = { settlePausesMs: [1], settleWindowMs: -1 };
  // The answer to the message, and all tries of the first look.
  proxy.cutNext("reply", /conversations\/.*\/messages/, 4);
  const body = { from: "Tom", data: "through the outage" };
  const answer = await admin.send("POST", `${app}/conversations/${id}/messages`, body, { key });
  expect(answer.status, answer.text).toBe(202);
  await expect
    .poll(async () => (await auditOf(key)).map((row) => row.result), { timeout: 15_000 })
    .toEqual(["unknown", "succeeded"]);
});
