import { conversationParams } from "@/lib/api/params";
import { route } from "@/lib/api/route";
import { onlineAmong } from "@/lib/console/clients/online-among";
import { clientIdsSchema, type Presence } from "@/lib/contracts/members";

/** Which of these clients are online. A read that needs a body. */
export const POST = route(
  { access: "conversation.read", params: conversationParams, body: clientIdsSchema },
  async ({ upstream, body, signal }): Promise<Presence> => ({
    online: await onlineAmong(upstream, body.clientIds, signal),
  }),
);
