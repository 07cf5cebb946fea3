import { noConversation, requireService } from "@/lib/api/conversation-place";
import { conversationParams } from "@/lib/api/params";
import { route } from "@/lib/api/route";
import { conversationTarget } from "@/lib/api/targets";
import { storedKindOf } from "@/lib/console/conversations/kind-of";
import { presentConversation } from "@/lib/console/conversations/present-conversation";
import { changeConversation } from "@/lib/console/conversations/update-conversation";
import { updateConversationSchema } from "@/lib/contracts/conversations";
import { deleteConversation, getConversation } from "@/lib/leancloud/conversations";

/** One conversation. */
export const GET = route(
  { access: "conversation.read", params: conversationParams },
  async ({ upstream, params, signal }) => {
    const row = await getConversation(upstream, params.conversationId, signal);
    if (!row) throw noConversation();
    return { conversation: presentConversation(row) };
  },
);

/** Changes name, attributes or custom columns. Those of service conversations belong to admins. */
export const PATCH = route(
  {
    access: "conversation.edit",
    params: conversationParams,
    body: updateConversationSchema,
    authorise: requireService("service.create"),
    change: { action: "conversation.edit", target: conversationTarget },
  },
  async ({ upstream, params, body, note }) => {
    const before = await getConversation(upstream, params.conversationId);
    const kind = before ? storedKindOf(before) : null;
    if (!before || !kind) throw noConversation();
    await changeConversation(upstream, kind, before, body);
    const after = (await getConversation(upstream, params.conversationId)) ?? before;
    const shown = { before: presentConversation(before), after: presentConversation(after) };
    note({
      before: { name: shown.before.name, attributes: shown.before.attributes, custom: shown.before.custom },
      after: { name: shown.after.name, attributes: shown.after.attributes, custom: shown.after.custom },
    });
    return { conversation: shown.after };
  },
);

/** Deletes the conversation. What it was stays in the audit. */
export const DELETE = route(
  {
    access: "conversation.delete",
    params: conversationParams,
    change: { action: "conversation.delete", target: conversationTarget },
  },
  async ({ upstream, params, note }) => {
    const before = await getConversation(upstream, params.conversationId);
    const kind = before ? storedKindOf(before) : null;
    if (!before || !kind) throw noConversation();
    note({ before: presentConversation(before) });
    await deleteConversation(upstream, kind, params.conversationId);
    return null;
  },
);
