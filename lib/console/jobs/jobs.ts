import "server-only";
import { z } from "zod";
import { type Job, type JobFailure, jobSchema } from "@/lib/contracts/conversations";
import { appendAudit } from "../audit/append-audit";
import { emailOf } from "../audit/email-of";
import type { ConsoleContext } from "../context";
import type { ConsoleDb } from "../store/open-store";
import type { JobRow } from "../store/tables";

/** Jobs of earlier versions kept a sentence. */
const sentenceSchema = z
  .object({ target: z.string(), message: z.string() })
  .transform(({ target, message }) => ({ target, code: "refused" as const, detail: message }));
const failuresSchema = z.array(z.union([jobSchema.shape.failures.element, sentenceSchema]));

export async function findJob(db: ConsoleDb, id: string): Promise<JobRow | null> {
  const row = await db.selectFrom("jobs").selectAll().where("id", "=", id).executeTakeFirst();
  return row ?? null;
}

/** A job as pages see it. */
export function presentJob(row: JobRow): Job {
  return jobSchema.parse({
    id: row.id,
    action: row.action,
    state: row.state,
    total: row.total,
    done: row.done,
    failed: row.failed,
    failures: failuresSchema.parse(JSON.parse(row.failures)),
    startedAt: row.started_at,
    finishedAt: row.finished_at,
  });
}

/** Ends a running job; the runner sees it before its next item. */
export async function stopJob(context: Pick<ConsoleContext, "db">, id: string): Promise<void> {
  await context.db
    .updateTable("jobs")
    .set({ state: "stopped", finished_at: Date.now() })
    .where("id", "=", id)
    .where("state", "=", "running")
    .execute();
}

/** Jobs that a process before this one left behind: nobody works on them any more, or knows of the changes under way. */
export function closeAbandonedJobs(context: Pick<ConsoleContext, "db">): Promise<void> {
  return failJobs(context, "restarted");
}

/** What the change of each conversation is called in the audit. */
export const itemActions: Record<string, string> = {
  "add-members": "members.add",
  "remove-members": "members.remove",
  "set-attribute": "conversation.edit",
};

/** The conversation of one change of a job, for the audit. */
export function itemTarget(appId: string, id: string) {
  return { type: "conversation", id, label: null, href: `/apps/${appId}/conversations/${id}` };
}

/** Ends a running job, or all there are, as failed; what was noted of it stays, and the audit says so. */
export async function failJobs(
  context: Pick<ConsoleContext, "db">,
  code: JobFailure["code"],
  id?: string,
): Promise<void> {
  let query = context.db.selectFrom("jobs").selectAll().where("state", "=", "running");
  if (id !== undefined) query = query.where("id", "=", id);
  for (const job of await query.execute()) {
    const failures = [...presentJob(job).failures, { target: "", code, detail: null }];
    await context.db.transaction().execute(async (trx) => {
      const operatorEmail = await emailOf(trx, job.operator_id);
      await trx
        .updateTable("jobs")
        .set({ state: "failed", finished_at: Date.now(), failures: JSON.stringify(failures) })
        .where("id", "=", job.id)
        .execute();
      const left = code === "restarted" ? z.array(z.string()).parse(JSON.parse(job.doing)) : [];
      for (const target of left) {
        await appendAudit(trx, {
          action: itemActions[job.action] ?? job.action,
          result: "unknown",
          operatorId: job.operator_id,
          operatorEmail,
          appId: job.app_id,
          operationId: job.operation_id,
          target: itemTarget(job.app_id, target),
          details: { error: code },
        });
      }
      await appendAudit(trx, {
        action: "job.end",
        result: "unknown",
        operatorId: job.operator_id,
        operatorEmail,
        appId: job.app_id,
        operationId: job.operation_id,
        target: { type: "job", id: job.id, label: null, href: null },
        details: { change: job.action, total: job.total, done: job.done, failed: job.failed, error: code },
      });
    });
  }
}
