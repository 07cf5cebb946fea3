import "server-only";
import { randomUUID } from "node:crypto";
import type { z } from "zod";
import type { bulkConversationSchema, Job } from "@/lib/contracts/conversations";
import type { LeanCloud } from "@/lib/leancloud/request";
import type { ConsoleContext } from "../context";
import { RefusedError } from "../refused-error";
import type { AppRow, OperatorRow } from "../store/tables";
import { collectTargets } from "./collect-targets";
import { failJobs, presentJob } from "./jobs";
import { runBulk } from "./run-bulk";

const maxRunning = 3;

export type Bulk = {
  app: AppRow;
  upstream: LeanCloud;
  input: z.output<typeof bulkConversationSchema>;
  operator: OperatorRow;
  operationId: string;
};

/** Finds what the bulk change is for, records its job and sets it going. Answers the job at its beginning. */
export async function startBulk(context: ConsoleContext, bulk: Bulk): Promise<Job> {
  await refuseMany(context, bulk);
  const ids = await collectTargets(bulk.upstream, bulk.input.target);
  const row = await context.db
    .insertInto("jobs")
    .values({
      id: randomUUID(),
      operation_id: bulk.operationId,
      operator_id: bulk.operator.id,
      app_id: bulk.app.id,
      action: bulk.input.change.type,
      state: "running",
      total: ids.length,
      done: 0,
      failed: 0,
      failures: "[]",
      doing: "[]",
      started_at: Date.now(),
      finished_at: null,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  runBulk(context, bulk, row.id, ids).catch(async (error: unknown) => {
    context.log.error({ jobId: row.id, err: error instanceof Error ? error.stack : null }, "job failed");
    await failJobs(context, "internal", row.id).catch(() => undefined);
  });
  return presentJob(row);
}

async function refuseMany(context: ConsoleContext, bulk: Bulk): Promise<void> {
  const { running } = await context.db
    .selectFrom("jobs")
    .select(({ fn }) => fn.countAll<number>().as("running"))
    .where("operator_id", "=", bulk.operator.id)
    .where("state", "=", "running")
    .executeTakeFirstOrThrow();
  if (running < maxRunning) return;
  throw new RefusedError("conflict", `${maxRunning} of your changes are still running: wait for one to end.`);
}
