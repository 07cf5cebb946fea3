import { requireKind } from "@/lib/api/conversation-place";
import { conversationParams } from "@/lib/api/params";
import { route } from "@/lib/api/route";
import { conversationTarget } from "@/lib/api/targets";
import { clientIdsSchema } from "@/lib/contracts/members";
import { changeMutes, getMutes } from "@/lib/leancloud/members";

/** Members who get no offline push from this conversation. */
export const GET = route({ access: "conversation.read", params: conversationParams }, async (call) => {
  await requireKind(call, "normal");
  return { clientIds: await getMutes(call.upstream, call.params.conversationId, call.signal) };
});

/** Mutes the conversation for members: they get no offline push. */
export const POST = route(
  {
    access: "member.mute",
    params: conversationParams,
    body: clientIdsSchema,
    change: { action: "member.mute", target: conversationTarget },
  },
  async (call) => {
    await requireKind(call, "normal");
    const { conversationId } = call.params;
    await changeMutes(call.upstream, "POST", conversationId, call.body.clientIds);
    return { clientIds: await getMutes(call.upstream, conversationId) };
  },
);

/** Ends that. */
export const DELETE = route(
  {
    access: "member.mute",
    params: conversationParams,
    body: clientIdsSchema,
    change: { action: "member.unmute", target: conversationTarget },
  },
  async (call) => {
    await requireKind(call, "normal");
    const { conversationId } = call.params;
    await changeMutes(call.upstream, "DELETE", conversationId, call.body.clientIds);
    return { clientIds: await getMutes(call.upstream, conversationId) };
  },
);
