import { storedKind } from "@/lib/api/conversation-place";
import { conversationParams } from "@/lib/api/params";
import { route } from "@/lib/api/route";
import { conversationTarget } from "@/lib/api/targets";
import { isFirstLook } from "@/lib/console/audit/is-first-look";
import { readHistory } from "@/lib/console/history/read-history";
import { historyQuerySchema } from "@/lib/contracts/messages";

/** A page of the conversation's history; opening it is audited. */
export const GET = route(
  { access: "conversation.read", params: conversationParams, query: historyQuerySchema },
  async (call) => {
    const { upstream, params, query, signal, signedIn } = call;
    const id = params.conversationId;
    const kind = await storedKind(call);
    const place = { scope: "conversation", kind, id, clientId: query.client } as const;
    const page = await readHistory({ upstream, place, signal }, query);
    if (isFirstLook(signedIn.operator.id, `${params.appId} ${id} ${query.client ?? ""}`)) {
      await call.audit({
        action: "conversation.read",
        result: "succeeded",
        target: conversationTarget(call),
        details: query.client ? { input: { client: query.client } } : {},
      });
    }
    return page;
  },
);
