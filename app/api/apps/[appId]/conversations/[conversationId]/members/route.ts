import { noConversation, requireKind } from "@/lib/api/conversation-place";
import { conversationParams } from "@/lib/api/params";
import { route } from "@/lib/api/route";
import { conversationTarget } from "@/lib/api/targets";
import { changeMembersOf } from "@/lib/console/members/change-members";
import { clientIdsSchema } from "@/lib/contracts/members";
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

/** Adds members. */
export const POST = route(
  {
    access: "conversation.edit",
    params: conversationParams,
    body: clientIdsSchema,
    change: { action: "members.add", target: conversationTarget },
  },
  async (call) => {
    await requireKind(call, "normal");
    return changeMembersOf(call.upstream, "POST", call.params.conversationId, call.body.clientIds);
  },
);

/** Removes members. */
export const DELETE = route(
  {
    access: "conversation.edit",
    params: conversationParams,
    body: clientIdsSchema,
    change: { action: "members.remove", target: conversationTarget },
  },
  async (call) => {
    await requireKind(call, "normal");
    return changeMembersOf(call.upstream, "DELETE", call.params.conversationId, call.body.clientIds);
  },
);
