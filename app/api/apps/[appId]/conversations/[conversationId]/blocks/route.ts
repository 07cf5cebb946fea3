import { z } from "zod";
import { requireKind } from "@/lib/api/conversation-place";
import { conversationParams } from "@/lib/api/params";
import { route } from "@/lib/api/route";
import { getClientList } from "@/lib/leancloud/members";

const pageSchema = z.object({ next: z.string().max(512).optional() });

/** Those who may not join. */
export const GET = route(
  { access: "conversation.read", params: conversationParams, query: pageSchema },
  async (call) => {
    const kind = await requireKind(call, "normal", "chatroom", "service");
    const where = { kind, id: call.params.conversationId };
    return getClientList(call.upstream, "blacklists", where, call.query.next, call.signal);
  },
);
