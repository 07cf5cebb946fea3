import "server-only";
import { z } from "zod";
import { type Job, type JobFailure, jobSchema } from "@/lib/contracts/conversations";
import { appendAudit } from "../audit/append-audit";
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

/** Jobs that a process before this one left behind: nobody works on them any more. */
export function closeAbandonedJobs(context: Pick<ConsoleContext, "db">): Promise<void> {
  return failJobs(context, "restarted");
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
      await trx
        .updateTable("jobs")
        .set({ state: "failed", finished_at: Date.now(), failures: JSON.stringify(failures) })
        .where("id", "=", job.id)
        .execute();
      await appendAudit(trx, {
        action: "job.end",
        result: "unknown",
        operatorId: job.operator_id,
        appId: job.app_id,
        operationId: job.operation_id,
        target: { type: "job", id: job.id, label: null, href: null },
        details: { change: job.action, total: job.total, done: job.done, failed: job.failed, error: code },
      });
    });
  }
}
