import { clientParams } from "@/lib/api/params";
import { route } from "@/lib/api/route";
import { listConversations } from "@/lib/console/conversations/list-conversations";
import { conversationListQuerySchema } from "@/lib/contracts/conversations";

const querySchema = conversationListQuerySchema.pick({ page: true, pageSize: true });

/** The conversations the client is a member of, newest message first. */
export const GET = route(
  { access: "conversation.read", params: clientParams, query: querySchema },
  ({ upstream, params, query, signal }) => {
    const list = conversationListQuerySchema.parse({ ...query, member: params.clientId });
    return listConversations(upstream, list, signal);
  },
);
