import { requireKind } from "@/lib/api/conversation-place";
import { conversationParams } from "@/lib/api/params";
import { route } from "@/lib/api/route";
import { getRoomPresence } from "@/lib/leancloud/members";

/** How many are in the chat room, and a sample of them. */
export const GET = route({ access: "conversation.read", params: conversationParams }, async (call) => {
  await requireKind(call, "chatroom");
  return getRoomPresence(call.upstream, call.params.conversationId, call.signal);
});
