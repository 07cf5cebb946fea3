import { z } from "zod";
import { requireKind } from "@/lib/api/conversation-place";
import { conversationParams } from "@/lib/api/params";
import { route } from "@/lib/api/route";
import { getClientList } from "@/lib/leancloud/members";

const pageSchema = z.object({ next: z.string().max(512).optional() });

/** Those silenced for good. */
export const GET = route(
  { access: "conversation.read", params: conversationParams, query: pageSchema },
  async (call) => {
    const kind = await requireKind(call, "normal", "chatroom");
    const where = { kind, id: call.params.conversationId };
    return getClientList(call.upstream, "permanent-silenceds", where, call.query.next, call.signal);
  },
);
