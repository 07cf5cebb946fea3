import type { Job } from "@/lib/contracts/conversations";

/** How many of a job's targets were changed, could not be, and were not come to. */
export function jobCounts({ total, done, failed }: Pick<Job, "total" | "done" | "failed">) {
  return { changed: done - failed, failed, left: total - done };
}
