import { noConversation } from "@/lib/api/conversation-place";
import { conversationParams } from "@/lib/api/params";
import { route } from "@/lib/api/route";
import { presentConversation } from "@/lib/console/conversations/present-conversation";
import { getConversation } from "@/lib/leancloud/conversations";

/** One conversation. */
export const GET = route(
  { access: "conversation.read", params: conversationParams },
  async ({ upstream, params, signal }) => {
    const row = await getConversation(upstream, params.conversationId, signal);
    if (!row) throw noConversation();
    return { conversation: presentConversation(row) };
  },
);
