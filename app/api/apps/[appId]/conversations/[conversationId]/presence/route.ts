import { conversationParams } from "@/lib/api/params";
import { route } from "@/lib/api/route";
import { presenceAmong } from "@/lib/console/clients/presence-among";
import { clientIdsSchema, type Presence } from "@/lib/contracts/members";

/** Which of these clients are online. A read that needs a body. */
export const POST = route(
  { access: "conversation.read", params: conversationParams, body: clientIdsSchema },
  async (call): Promise<Presence> => {
    const { online } = await presenceAmong(call, call.body.clientIds, call.signal);
    return { online };
  },
);
