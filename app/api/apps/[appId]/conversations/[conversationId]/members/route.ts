import { clientsRoute } from "@/lib/api/clients-route";
import { noConversation } from "@/lib/api/conversation-place";
import { conversationParams } from "@/lib/api/params";
import { route } from "@/lib/api/route";
import { changeMembersOf } from "@/lib/console/members/change-members";
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

const access = "conversation.edit";
const kinds = ["normal"] as const;

/** Adds members. */
export const POST = clientsRoute(
  { access, action: "members.add", kinds },
  (upstream, { id }, { clientIds }) => changeMembersOf(upstream, "POST", id, clientIds),
);

/** Removes members. */
export const DELETE = clientsRoute(
  { access, action: "members.remove", kinds },
  (upstream, { id }, { clientIds }) => changeMembersOf(upstream, "DELETE", id, clientIds),
);
