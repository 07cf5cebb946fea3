import { appParams } from "@/lib/api/params";
import { route } from "@/lib/api/route";
import { startBulk } from "@/lib/console/jobs/start-bulk";
import { bulkConversationSchema, type Job } from "@/lib/contracts/conversations";

/** Begins one change over many conversations; the answer is the job that does it. */
export const POST = route(
  {
    access: "conversation.edit",
    params: appParams,
    body: bulkConversationSchema,
    change: { action: "conversations.bulk", status: 202 },
  },
  async (call): Promise<Job> => {
    const { context, app, upstream, body, signedIn, operationId } = call;
    const job = await startBulk(context, {
      app,
      upstream,
      input: body,
      operator: signedIn.operator,
      operationId: operationId ?? "",
    });
    call.target({ type: "job", id: job.id, label: null, href: null });
    return job;
  },
);
