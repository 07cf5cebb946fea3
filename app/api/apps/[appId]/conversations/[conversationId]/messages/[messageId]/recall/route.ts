import { storedKind } from "@/lib/api/conversation-place";
import { messageParams } from "@/lib/api/params";
import { route } from "@/lib/api/route";
import { messageTarget } from "@/lib/api/targets";
import { evidenceOf, findMessage } from "@/lib/console/messages/find-message";
import { messageRefSchema } from "@/lib/contracts/messages";
import { recallMessage } from "@/lib/leancloud/messages";

/** Recalls a message; what it said stays in the audit. */
export const POST = route(
  {
    access: "message.recall",
    params: messageParams,
    body: messageRefSchema,
    change: { action: "message.recall", target: (call) => messageTarget(call, call.body) },
  },
  async (call) => {
    const { upstream, params, body } = call;
    const kind = await storedKind(call);
    const { conversationId, messageId } = params;
    const { from, timestamp, client: clientId } = body;
    const place = { scope: "conversation", kind, id: conversationId, clientId } as const;
    call.note({ before: evidenceOf(await findMessage(upstream, place, { messageId, timestamp })) });
    await recallMessage(upstream, { kind, conversationId, messageId, from, timestamp, clientId });
    return null;
  },
);
