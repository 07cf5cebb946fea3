import { z } from "zod";
import { requireKind } from "@/lib/api/conversation-place";
import { conversationParams } from "@/lib/api/params";
import { route } from "@/lib/api/route";
import { conversationTarget } from "@/lib/api/targets";
import { clientIdsSchema } from "@/lib/contracts/members";
import { changeClientList, getClientList } from "@/lib/leancloud/members";

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

/** Blocks clients: members among them are removed, none may join again. */
export const POST = route(
  {
    access: "member.block",
    params: conversationParams,
    body: clientIdsSchema,
    change: { action: "member.block", target: conversationTarget },
  },
  async (call) => {
    const kind = await requireKind(call, "normal", "chatroom", "service");
    const where = { kind, id: call.params.conversationId };
    await changeClientList(call.upstream, "blacklists", "POST", where, call.body.clientIds);
    return getClientList(call.upstream, "blacklists", where, undefined);
  },
);

/** Lets them join again. */
export const DELETE = route(
  {
    access: "member.block",
    params: conversationParams,
    body: clientIdsSchema,
    change: { action: "member.unblock", target: conversationTarget },
  },
  async (call) => {
    const kind = await requireKind(call, "normal", "chatroom", "service");
    const where = { kind, id: call.params.conversationId };
    await changeClientList(call.upstream, "blacklists", "DELETE", where, call.body.clientIds);
    return getClientList(call.upstream, "blacklists", where, undefined);
  },
);
