import { messageOf, requireForAll } from "@/lib/api/message-of";
import { messageParams } from "@/lib/api/params";
import { route } from "@/lib/api/route";
import { messageTarget } from "@/lib/api/targets";
import { messageRefSchema } from "@/lib/contracts/messages";
import { recallMessage } from "@/lib/leancloud/messages";

/** Recalls a message; what it said stays in the audit. */
export const POST = route(
  {
    access: "message.recall",
    params: messageParams,
    body: messageRefSchema,
    authorise: (call) => requireForAll(call, call.body),
    change: { action: "message.recall", target: (call) => messageTarget(call, call.body) },
  },
  async (call) => {
    await recallMessage(call.upstream, await messageOf(call, call.body));
    return null;
  },
);
