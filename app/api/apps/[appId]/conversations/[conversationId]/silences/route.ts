import { z } from "zod";
import { requireKind } from "@/lib/api/conversation-place";
import { conversationParams } from "@/lib/api/params";
import { route } from "@/lib/api/route";
import { conversationTarget } from "@/lib/api/targets";
import { endSilence, silence } from "@/lib/console/members/change-silences";
import { clientIdsSchema, silenceSchema } from "@/lib/contracts/members";
import { getClientList } from "@/lib/leancloud/members";

const pageSchema = z.object({ next: z.string().max(512).optional() });

/** Those silenced for good. */
export const GET = route(
  { access: "conversation.read", params: conversationParams, query: pageSchema },
  async (call) => {
    const kind = await requireKind(call, "normal", "chatroom");
    const where = { kind, id: call.params.conversationId };
    return getClientList(call.upstream, "permanent-silenceds", where, call.query.next, call.signal);
  },
);

/** Silences clients, for good or for a time. */
export const POST = route(
  {
    access: "member.silence",
    params: conversationParams,
    body: silenceSchema,
    change: { action: "member.silence", target: conversationTarget },
  },
  async (call) => {
    const kind = await requireKind(call, "normal", "chatroom");
    const where = { kind, id: call.params.conversationId };
    await silence(call.upstream, where, call.body.clientIds, call.body.seconds);
    return getClientList(call.upstream, "permanent-silenceds", where, undefined);
  },
);

/** Lets them speak again. */
export const DELETE = route(
  {
    access: "member.silence",
    params: conversationParams,
    body: clientIdsSchema,
    change: { action: "member.unsilence", target: conversationTarget },
  },
  async (call) => {
    const kind = await requireKind(call, "normal", "chatroom");
    const where = { kind, id: call.params.conversationId };
    await endSilence(call.upstream, where, call.body.clientIds);
    return getClientList(call.upstream, "permanent-silenceds", where, undefined);
  },
);
