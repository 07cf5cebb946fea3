import "server-only";
import type { Transaction } from "kysely";
import { isAllowed } from "@/lib/auth/permissions";
import { grantsOf } from "@/lib/auth/sessions";
import type { Job, JobFailure } from "@/lib/contracts/conversations";
import type { Permission } from "@/lib/contracts/session";
import { getConversation } from "@/lib/leancloud/conversations";
import { trackChanges } from "@/lib/leancloud/track-changes";
import { UpstreamError } from "@/lib/leancloud/upstream-error";
import { findApp } from "../apps/open-app";
import { type AuditEntry, appendAudit } from "../audit/append-audit";
import { canonicalJson } from "../audit/canonical-json";
import type { ConsoleContext } from "../context";
import { storedKindOf } from "../conversations/kind-of";
import { changeConversation, UpdateError } from "../conversations/update-conversation";
import { inTurn } from "../in-turn";
import { changeMembersOf } from "../members/change-members";
import type { ConsoleTables } from "../store/tables";
import { findJob, itemActions, itemTarget } from "./jobs";
import type { Bulk } from "./start-bulk";

const atOnce = 4;
const maxFailures = 1_000;
const maxDetail = 500;
const maxShown = 2_000;

/** Does the change for each conversation, with an audit row each, until all are done or the job is stopped. */
export async function runBulk(
  context: ConsoleContext,
  bulk: Bulk,
  jobId: string,
  ids: string[],
): Promise<void> {
  const { db } = context;
  const shownChange = shorten(bulk.input.change);
  const failures: Job["failures"] = [];
  let done = 0;
  let failed = 0;
  let isStopped = false;
  const doing = new Set<string>();
  // Read in the transaction: what is written last is what is so.
  const note = (trx: Transaction<ConsoleTables>, hasFailed = false) =>
    trx
      .updateTable("jobs")
      .set({
        done,
        failed,
        doing: JSON.stringify([...doing]),
        // They may be many: not written anew with each change.
        ...(hasFailed ? { failures: JSON.stringify(failures) } : {}),
      })
      .where("id", "=", jobId)
      .execute();
  await inTurn(ids, atOnce, async (id) => {
    isStopped ||= !(await mayGoOn(context, bulk, jobId));
    if (isStopped) return;
    doing.add(id);
    await db.transaction().execute((trx) => note(trx));
    const { upstream, mayHaveChanged } = trackChanges(bulk.upstream);
    const failure = await changeOne(context, { ...bulk, upstream }, id).catch((error: unknown) =>
      mayHaveChanged() ? because("unanswered") : explain(error),
    );
    await db.transaction().execute(async (trx) => {
      await appendAudit(trx, {
        action: itemActions[bulk.input.change.type] ?? bulk.input.change.type,
        result: resultOf(failure),
        operatorId: bulk.operator.id,
        operatorEmail: bulk.operator.email,
        appId: bulk.app.id,
        operationId: bulk.operationId,
        target: itemTarget(bulk.app.id, id),
        details: { input: shownChange, ...(failure ? auditOf(failure) : {}) },
      });
      doing.delete(id);
      done += 1;
      if (failure) failed += 1;
      if (failure && failures.length < maxFailures) failures.push({ target: id, ...failure });
      await note(trx, failure !== null);
    });
  });
  await db
    .updateTable("jobs")
    .set({ state: isStopped ? "stopped" : "done", finished_at: Date.now() })
    .where("id", "=", jobId)
    .where("state", "=", "running")
    .execute();
  await appendAudit(db, {
    action: "job.end",
    result: failed === 0 ? "succeeded" : "failed",
    operatorId: bulk.operator.id,
    operatorEmail: bulk.operator.email,
    appId: bulk.app.id,
    operationId: bulk.operationId,
    target: { type: "job", id: jobId, label: null, href: null },
    details: { change: bulk.input.change.type, total: ids.length, done, failed, stopped: isStopped },
  });
}

/** Whether the job was not stopped, and its operator may still do what it does. */
async function mayGoOn({ db, lookups }: ConsoleContext, bulk: Bulk, jobId: string): Promise<boolean> {
  const job = await findJob(db, jobId);
  if (job?.state !== "running" || !findApp({ lookups }, bulk.app.id)) return false;
  if (lookups.operator(bulk.operator.id)?.status !== "active") return false;
  return mayStill({ lookups }, bulk, "conversation.edit");
}

/** Whether the operator holds this permission now, whatever was held when the job began. */
function mayStill({ lookups }: Pick<ConsoleContext, "lookups">, bulk: Bulk, permission: Permission): boolean {
  return isAllowed(grantsOf(lookups, bulk.operator.id), permission, bulk.app.id);
}

/** What every row of the audit repeats; the whole of a long change stands in the operation's own row. */
function shorten(change: Bulk["input"]["change"]): unknown {
  const { length } = canonicalJson(change);
  return length <= maxShown ? change : { type: change.type, length };
}

/** Null when done, else why not. */
async function changeOne(context: ConsoleContext, bulk: Bulk, id: string): Promise<JobFailure | null> {
  const { upstream } = bulk;
  const { change } = bulk.input;
  const row = await getConversation(upstream, id);
  const kind = row ? storedKindOf(row) : null;
  if (!row || !kind) return because("gone");
  // Service conversations belong to admins.
  if (kind === "service" && !mayStill(context, bulk, "service.create")) return because("service");
  if (change.type === "set-attribute") {
    await changeConversation(upstream, kind, row, { setAttributes: { [change.key]: change.value } });
    return null;
  }
  if (kind !== "normal") return because("no-members");
  const method = change.type === "add-members" ? "POST" : "DELETE";
  const { failed } = await changeMembersOf(upstream, method, id, change.clientIds);
  return failed.length === 0 ? null : because("partly", failed.map((one) => one.clientId).join(", "));
}

function resultOf(failure: JobFailure | null): AuditEntry["result"] {
  if (!failure) return "succeeded";
  return failure.code === "unanswered" ? "unknown" : "failed";
}

/** What the server says when it could add nobody. */
const codeOf: Partial<Record<number, JobFailure["code"]>> = { 4304: "full", 4548: "blocked" };

function explain(error: unknown): JobFailure {
  const known = error instanceof UpstreamError && codeOf[error.leancloudCode ?? 0];
  if (known) return because(known);
  const isRefusal = error instanceof UpstreamError || error instanceof UpdateError;
  return isRefusal ? because("refused", error.message) : because("internal");
}

function because(code: JobFailure["code"], detail: string | null = null): JobFailure {
  return { code, detail: detail === null ? null : detail.slice(0, maxDetail) };
}

function auditOf({ code, detail }: JobFailure): Record<string, string> {
  return detail === null ? { error: code } : { error: code, detail };
}
