import { requireKind } from "@/lib/api/conversation-place";
import { conversationParams } from "@/lib/api/params";
import { route } from "@/lib/api/route";
import { getMutes } from "@/lib/leancloud/members";

/** Members who get no offline push from this conversation. */
export const GET = route({ access: "conversation.read", params: conversationParams }, async (call) => {
  await requireKind(call, "normal");
  return { clientIds: await getMutes(call.upstream, call.params.conversationId, call.signal) };
});
