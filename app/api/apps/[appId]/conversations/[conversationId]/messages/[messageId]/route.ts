import { messageOf, requireForAll } from "@/lib/api/message-of";
import { requireMessageSize } from "@/lib/api/message-size";
import { messageParams } from "@/lib/api/params";
import { route } from "@/lib/api/route";
import { messageTarget } from "@/lib/api/targets";
import { editMessageSchema, messageRefSchema } from "@/lib/contracts/messages";
import { deleteMessage, editMessage } from "@/lib/leancloud/messages";

/** Replaces a message's text; the text before stays in the audit. */
export const PATCH = route(
  {
    access: "message.edit",
    params: messageParams,
    body: editMessageSchema,
    authorise: (call) => {
      requireMessageSize(call.body);
      return requireForAll(call, call.body);
    },
    change: { action: "message.edit", target: (call) => messageTarget(call, call.body) },
  },
  async (call) => {
    await editMessage(call.upstream, await messageOf(call, call.body), call.body.data);
    return null;
  },
);

/** Deletes a message from the server; what it said stays in the audit. */
export const DELETE = route(
  {
    access: "message.delete",
    params: messageParams,
    query: messageRefSchema,
    authorise: (call) => requireForAll(call, call.query),
    change: { action: "message.delete", target: (call) => messageTarget(call, call.query) },
  },
  async (call) => {
    await deleteMessage(call.upstream, await messageOf(call, call.query));
    return null;
  },
);
