import { z } from "zod";
import { ApiFailure } from "@/lib/api/api-failure";
import type { Call } from "@/lib/api/call";
import { maySee } from "@/lib/api/may-see";
import { route } from "@/lib/api/route";
import { findJob, presentJob, stopJob } from "@/lib/console/jobs/jobs";

const jobParams = z.object({ jobId: z.string().min(1).max(64) });

async function jobOf({ context, params, signedIn }: Call<z.infer<typeof jobParams>>) {
  const row = await findJob(context.db, params.jobId);
  if (!row || !maySee(signedIn, row)) throw new ApiFailure("not_found", "There is no such job.");
  return row;
}

/** How far a job is. */
export const GET = route({ access: "signed-in", params: jobParams }, async (call) =>
  presentJob(await jobOf(call)),
);

/** Stops a job after the item it is at; what was done stays done. */
export const DELETE = route(
  {
    access: "signed-in",
    params: jobParams,
    change: {
      action: "job.stop",
      target: ({ params }) => ({ type: "job", id: params.jobId, label: null, href: null }),
    },
  },
  async (call) => {
    const row = await jobOf(call);
    await stopJob(call.context, row.id);
    return presentJob((await findJob(call.context.db, row.id)) ?? row);
  },
);
