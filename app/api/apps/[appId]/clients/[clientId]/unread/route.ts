import { clientParams } from "@/lib/api/params";
import { route } from "@/lib/api/route";
import { type Unread, unreadQuerySchema } from "@/lib/contracts/clients";
import { getUnreadCount } from "@/lib/leancloud/clients";

/** The client's unread messages, in one conversation or in all. */
export const GET = route(
  { access: "conversation.read", params: clientParams, query: unreadQuerySchema },
  async ({ upstream, params, query, signal }): Promise<Unread> => ({
    count: await getUnreadCount(upstream, params.clientId, query.conversation, signal),
  }),
);
