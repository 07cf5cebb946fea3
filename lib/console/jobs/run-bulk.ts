import "server-only";
import { getConversation } from "@/lib/leancloud/conversations";
import { UpstreamError } from "@/lib/leancloud/upstream-error";
import { appendAudit } from "../audit/append-audit";
import type { ConsoleContext } from "../context";
import { storedKindOf } from "../conversations/kind-of";
import { changeConversation } from "../conversations/update-conversation";
import { inTurn } from "../in-turn";
import { changeMembersOf } from "../members/change-members";
import type { Bulk } from "./start-bulk";

const atOnce = 4;
const maxFailures = 1_000;
const noteEvery = 20;
const actions = {
  "add-members": "members.add",
  "remove-members": "members.remove",
  "set-attribute": "conversation.edit",
};

/** Does the change for each conversation, with an audit row each, until all are done or the job is stopped. */
export async function runBulk(
  context: ConsoleContext,
  bulk: Bulk,
  jobId: string,
  ids: string[],
): Promise<void> {
  const { db } = context;
  const failures: { target: string; message: string }[] = [];
  let done = 0;
  let failed = 0;
  let isStopped = false;
  const note = async () => {
    const row = await db
      .updateTable("jobs")
      .set({ done, failed, failures: JSON.stringify(failures) })
      .where("id", "=", jobId)
      .returning("state")
      .executeTakeFirst();
    isStopped = row?.state !== "running";
  };
  await inTurn(ids, atOnce, async (id) => {
    if (isStopped) return;
    const message = await changeOne(bulk, id).catch(explain);
    done += 1;
    if (message !== null) failed += 1;
    if (message !== null && failures.length < maxFailures) failures.push({ target: id, message });
    await appendAudit(db, {
      action: actions[bulk.input.change.type],
      result: message === null ? "succeeded" : "failed",
      operatorId: bulk.operator.id,
      operatorEmail: bulk.operator.email,
      appId: bulk.app.id,
      operationId: bulk.operationId,
      target: { type: "conversation", id, label: null, href: `/apps/${bulk.app.id}/conversations/${id}` },
      details: { input: bulk.input.change, ...(message === null ? {} : { error: message }) },
    });
    if (done % noteEvery === 0 || done < noteEvery) await note();
  });
  await note();
  await db
    .updateTable("jobs")
    .set({ state: "done", finished_at: Date.now() })
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

/** Null when done, else why not. */
async function changeOne(bulk: Bulk, id: string): Promise<string | null> {
  const { upstream } = bulk;
  const { change } = bulk.input;
  const row = await getConversation(upstream, id);
  const kind = row ? storedKindOf(row) : null;
  if (!row || !kind) return "There is no such conversation.";
  if (kind === "service" && !bulk.mayEditServices) return "Your role may not change service conversations.";
  if (change.type === "set-attribute") {
    await changeConversation(upstream, kind, row, { setAttributes: { [change.key]: change.value } });
    return null;
  }
  if (kind !== "normal") return `A ${kind} conversation has no members.`;
  const method = change.type === "add-members" ? "POST" : "DELETE";
  const { failed } = await changeMembersOf(upstream, method, id, change.clientIds);
  if (failed.length === 0) return null;
  return `${failed.length} of ${change.clientIds.length} not changed: ${failed.map((one) => one.clientId).join(", ")}`;
}

function explain(error: unknown): string {
  if (error instanceof UpstreamError) return error.message;
  return error instanceof Error && error.name === "UpdateError" ? error.message : "Parley failed to do this.";
}
