import { appParams } from "@/lib/api/params";
import { route } from "@/lib/api/route";
import { listConversations } from "@/lib/console/conversations/list-conversations";
import { conversationListQuerySchema } from "@/lib/contracts/conversations";

/** A page of the app's conversations. */
export const GET = route(
  { access: "conversation.read", params: appParams, query: conversationListQuerySchema },
  ({ upstream, query, signal }) => listConversations(upstream, query, signal),
);
