import { requireKind } from "@/lib/api/conversation-place";
import { conversationParams } from "@/lib/api/params";
import { route } from "@/lib/api/route";
import { sharedAnswers } from "@/lib/console/apps/shared-answers";
import type { RoomPresence } from "@/lib/contracts/members";
import { getRoomPresence } from "@/lib/leancloud/members";

const share = sharedAnswers<RoomPresence>(12_000);

/** How many are in the chat room, and a sample of them. */
export const GET = route({ access: "conversation.read", params: conversationParams }, async (call) => {
  await requireKind(call, "chatroom");
  const id = call.params.conversationId;
  return share(call, id, () => getRoomPresence(call.upstream, id));
});
