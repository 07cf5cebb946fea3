import "server-only";
import { z } from "zod";
import { type Job, jobSchema } from "@/lib/contracts/conversations";
import type { ConsoleContext } from "../context";
import type { ConsoleDb } from "../store/open-store";
import type { JobRow } from "../store/tables";

const failuresSchema = z.array(z.object({ target: z.string(), message: z.string() }));

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
export async function closeAbandonedJobs(context: Pick<ConsoleContext, "db">): Promise<void> {
  await context.db
    .updateTable("jobs")
    .set({
      state: "failed",
      finished_at: Date.now(),
      failures: JSON.stringify([{ target: "", message: "The console was restarted before this was done." }]),
    })
    .where("state", "=", "running")
    .execute();
}
