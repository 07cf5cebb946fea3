import { ApiFailure } from "@/lib/api/api-failure";
import { storedKind } from "@/lib/api/conversation-place";
import { messageParams } from "@/lib/api/params";
import { route } from "@/lib/api/route";
import { messageTarget } from "@/lib/api/targets";
import { evidenceOf, findMessage } from "@/lib/console/messages/find-message";
import { editMessageSchema, messageRefSchema } from "@/lib/contracts/messages";
import { deleteMessage, editMessage } from "@/lib/leancloud/messages";
import { isMessageWithinLimit } from "@/lib/protocol/message-bytes";

/** Replaces a message's text; the text before stays in the audit. */
export const PATCH = route(
  {
    access: "message.edit",
    params: messageParams,
    body: editMessageSchema,
    change: { action: "message.edit", target: (call) => messageTarget(call, call.body) },
  },
  async (call) => {
    const { upstream, params, body } = call;
    if (!isMessageWithinLimit(body)) {
      throw new ApiFailure("too_large", "A message may have at most 5,120 bytes.");
    }
    const kind = await storedKind(call);
    const { conversationId, messageId } = params;
    const { from, timestamp, client: clientId } = body;
    const place = { scope: "conversation", kind, id: conversationId, clientId } as const;
    call.note({ before: evidenceOf(await findMessage(upstream, place, { messageId, timestamp })) });
    await editMessage(upstream, { kind, conversationId, messageId, from, timestamp, clientId }, body.data);
    return null;
  },
);

/** Deletes a message from the server; what it said stays in the audit. */
export const DELETE = route(
  {
    access: "message.delete",
    params: messageParams,
    query: messageRefSchema,
    change: { action: "message.delete", target: (call) => messageTarget(call, call.query) },
  },
  async (call) => {
    const { upstream, params, query } = call;
    const kind = await storedKind(call);
    const { conversationId, messageId } = params;
    const { from, timestamp, client: clientId } = query;
    const place = { scope: "conversation", kind, id: conversationId, clientId } as const;
    call.note({ before: evidenceOf(await findMessage(upstream, place, { messageId, timestamp })) });
    await deleteMessage(upstream, { kind, conversationId, messageId, from, timestamp, clientId });
    return null;
  },
);
