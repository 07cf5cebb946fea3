import { z } from "zod";
import { requireMessageSize } from "@/lib/api/message-size";
import { broadcastParams } from "@/lib/api/params";
import { route } from "@/lib/api/route";
import { conversationHref } from "@/lib/api/targets";
import { editBroadcastSchema } from "@/lib/contracts/broadcasts";
import { objectIdSchema } from "@/lib/contracts/common";
import { deleteBroadcast, editBroadcast, getBroadcasts } from "@/lib/leancloud/broadcasts";

const listed = 100;

function broadcastTarget(params: { appId: string; messageId: string }, conversationId: string) {
  const href = `${conversationHref(params.appId, conversationId)}?tab=broadcasts`;
  return { type: "broadcast", id: params.messageId, label: null, href };
}

/** Replaces a broadcast's text for the devices that have not got it yet. */
export const PATCH = route(
  {
    access: "broadcast.manage",
    params: broadcastParams,
    body: editBroadcastSchema,
    authorise: ({ body }) => requireMessageSize(body),
    change: {
      action: "broadcast.edit",
      target: ({ params, body }) => broadcastTarget(params, body.conversationId),
    },
  },
  async ({ upstream, params, body, note }) => {
    const { conversationId, from, timestamp, data } = body;
    const rows = await getBroadcasts(upstream, { conversationId, limit: listed, skip: 0 });
    const found = rows.find((row) => row["msg-id"] === params.messageId);
    // What it said stays in the audit, and tells later whether an edit whose answer was lost was carried out.
    if (found) note({ before: { data: found.data, patchTimestamp: found["patch-timestamp"] ?? null } });
    await editBroadcast(upstream, conversationId, params.messageId, {
      from_client: from,
      message: data,
      timestamp,
    });
    return null;
  },
);

/** Takes a broadcast away from the devices that have not got it yet. */
export const DELETE = route(
  {
    access: "broadcast.manage",
    params: broadcastParams,
    query: z.object({ conversation: objectIdSchema }),
    change: {
      action: "broadcast.delete",
      target: ({ params, query }) => broadcastTarget(params, query.conversation),
    },
  },
  async ({ upstream, params }) => {
    await deleteBroadcast(upstream, params.messageId);
    return null;
  },
);
