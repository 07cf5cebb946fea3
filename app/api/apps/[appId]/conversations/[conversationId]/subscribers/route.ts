import { requireKind } from "@/lib/api/conversation-place";
import { conversationParams } from "@/lib/api/params";
import { route } from "@/lib/api/route";
import { type SubscriberPage, subscribersQuerySchema } from "@/lib/contracts/members";
import { getSubscribers } from "@/lib/leancloud/service-conversations";

/** Subscribers in the server's order. */
export const GET = route(
  { access: "conversation.read", params: conversationParams, query: subscribersQuerySchema },
  async (call): Promise<SubscriberPage> => {
    const { upstream, params, query, signal } = call;
    await requireKind(call, "service");
    const rows = await getSubscribers(upstream, params.conversationId, query, signal);
    return {
      subscribers: rows.map((row) => ({ clientId: row.subscriber, since: row.timestamp })),
      next: rows.length === query.limit ? (rows.at(-1)?.subscriber ?? null) : null,
    };
  },
);
