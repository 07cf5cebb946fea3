import { requireKind } from "@/lib/api/conversation-place";
import { conversationParams } from "@/lib/api/params";
import { route } from "@/lib/api/route";
import { countSubscribers } from "@/lib/leancloud/service-conversations";

/** How many subscribe. */
export const GET = route({ access: "conversation.read", params: conversationParams }, async (call) => {
  await requireKind(call, "service");
  return { count: await countSubscribers(call.upstream, call.params.conversationId, call.signal) };
});
