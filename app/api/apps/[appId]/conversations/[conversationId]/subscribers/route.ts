import { clientsRoute } from "@/lib/api/clients-route";
import { requireKind } from "@/lib/api/conversation-place";
import { conversationParams } from "@/lib/api/params";
import { route } from "@/lib/api/route";
import { findSubscription } from "@/lib/console/clients/list-subscriptions";
import { changeSubscribers } from "@/lib/console/members/change-subscribers";
import { type SubscriberPage, subscribersQuerySchema } from "@/lib/contracts/members";
import { getSubscribers } from "@/lib/leancloud/service-conversations";

/** Subscribers in the server's order. */
export const GET = route(
  { access: "conversation.read", params: conversationParams, query: subscribersQuerySchema },
  async (call): Promise<SubscriberPage> => {
    const { upstream, params, query, signal } = call;
    await requireKind(call, "service");
    if (query.client) {
      const found = await findSubscription(upstream, query.client, params.conversationId, signal);
      return { subscribers: found ? [found] : [], next: null };
    }
    const rows = await getSubscribers(upstream, params.conversationId, query, signal);
    return {
      subscribers: rows.map((row) => ({ clientId: row.subscriber, since: row.timestamp })),
      next: rows.length === query.limit ? (rows.at(-1)?.subscriber ?? null) : null,
    };
  },
);

const access = "service.subscribers";
const kinds = ["service"] as const;

/** Subscribes clients. */
export const POST = clientsRoute(
  { access, action: "subscribers.add", kinds },
  (upstream, { id }, { clientIds }) => changeSubscribers(upstream, "POST", id, clientIds),
);

/** Ends the subscriptions of clients. */
export const DELETE = clientsRoute(
  { access, action: "subscribers.remove", kinds },
  (upstream, { id }, { clientIds }) => changeSubscribers(upstream, "DELETE", id, clientIds),
);
