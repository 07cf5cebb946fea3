import { z } from "zod";
import { requireKind } from "@/lib/api/conversation-place";
import { requireMessageSize } from "@/lib/api/message-size";
import { appParams } from "@/lib/api/params";
import { route } from "@/lib/api/route";
import { conversationHref, messageTarget } from "@/lib/api/targets";
import { listBroadcasts } from "@/lib/console/broadcasts/list-broadcasts";
import { sendToAll } from "@/lib/console/broadcasts/send-to-all";
import { sendBroadcastSchema } from "@/lib/contracts/broadcasts";
import { objectIdSchema } from "@/lib/contracts/common";

const querySchema = z.object({
  conversation: objectIdSchema.optional(),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
});

/** Broadcasts that are still valid, newest first. */
export const GET = route(
  { access: "conversation.read", params: appParams, query: querySchema },
  ({ upstream, query, signal }) => listBroadcasts(upstream, query, signal),
);

/** Sends to everyone in the app, or to all subscribers of a service conversation. */
export const POST = route(
  {
    access: "broadcast.send",
    params: appParams,
    body: sendBroadcastSchema,
    authorise: ({ body }) => requireMessageSize(body),
    change: {
      action: ({ body }) => (body.audience === "everyone" ? "broadcast.send" : "subscribers.send"),
      target: ({ params, body }) => ({
        type: "conversation",
        id: body.conversationId,
        label: null,
        href: conversationHref(params.appId, body.conversationId),
      }),
    },
  },
  async (call) => {
    const { app, upstream, params, body, signal } = call;
    const { conversationId } = body;
    await requireKind({ app, upstream, params: { conversationId }, signal }, "service");
    const sent = await sendToAll(upstream, body);
    if (body.audience === "subscribers") {
      call.target(messageTarget({ params: { ...params, conversationId, messageId: sent.messageId } }, sent));
    } else {
      call.target({
        type: "broadcast",
        id: sent.messageId,
        label: null,
        href: `${conversationHref(params.appId, conversationId)}?tab=broadcasts`,
      });
    }
    return sent;
  },
);
