import { messageParams } from "@/lib/api/params";
import { requireCapability } from "@/lib/api/require-capability";
import { route } from "@/lib/api/route";
import { presentTrace } from "@/lib/console/messages/present-trace";
import { type MessageTrace, traceQuerySchema } from "@/lib/contracts/traces";
import { getTrace } from "@/lib/leancloud/traces";

/** What became of a message: it says nothing of what the message says, so looking is not audited. */
export const GET = route(
  { access: "conversation.read", params: messageParams, query: traceQuerySchema },
  async (call): Promise<MessageTrace> => {
    const { upstream, params, query, signal } = call;
    await requireCapability(call, "traces");
    const { timestamp, client: clientId, receiver } = query;
    const { conversationId, messageId } = params;
    return presentTrace(
      await getTrace(upstream, { conversationId, messageId, timestamp, clientId, receiver }, signal),
    );
  },
);
