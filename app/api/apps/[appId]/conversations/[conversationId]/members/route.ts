import { noConversation } from "@/lib/api/conversation-place";
import { conversationParams } from "@/lib/api/params";
import { route } from "@/lib/api/route";
import { getConversation } from "@/lib/leancloud/conversations";

/** The members, in the order of joining. */
export const GET = route(
  { access: "conversation.read", params: conversationParams },
  async ({ upstream, params, signal }) => {
    const row = await getConversation(upstream, params.conversationId, signal);
    if (!row) throw noConversation();
    return { members: row.m ?? [] };
  },
);
