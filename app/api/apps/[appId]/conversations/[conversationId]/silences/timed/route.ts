import { z } from "zod";
import { requireKind } from "@/lib/api/conversation-place";
import { conversationParams } from "@/lib/api/params";
import { requireCapability } from "@/lib/api/require-capability";
import { route } from "@/lib/api/route";
import { getTimedSilences } from "@/lib/leancloud/restrictions";

const pageSchema = z.object({ next: z.string().max(512).optional() });

/** Those silenced for a time, and until when. */
export const GET = route(
  { access: "conversation.read", params: conversationParams, query: pageSchema },
  async (call) => {
    await requireCapability(call, "restrictions");
    await requireKind(call, "normal", "chatroom");
    return getTimedSilences(call.upstream, call.params.conversationId, call.query.next, call.signal);
  },
);
