import { z } from "zod";
import { clientsRoute, clientsRouteOf } from "@/lib/api/clients-route";
import { requireKind } from "@/lib/api/conversation-place";
import { conversationParams } from "@/lib/api/params";
import { route } from "@/lib/api/route";
import { endSilence, silence } from "@/lib/console/members/change-silences";
import { silenceSchema } from "@/lib/contracts/members";
import { getClientList } from "@/lib/leancloud/members";

const kinds = ["normal", "chatroom"] as const;
const pageSchema = z.object({ next: z.string().max(512).optional() });

/** Those silenced for good. */
export const GET = route(
  { access: "conversation.read", params: conversationParams, query: pageSchema },
  async (call) => {
    const kind = await requireKind(call, ...kinds);
    const where = { kind, id: call.params.conversationId };
    return getClientList(call.upstream, "permanent-silenceds", where, call.query.next, call.signal);
  },
);

/** Silences clients, for good or for a time. */
export const POST = clientsRouteOf(
  silenceSchema,
  { access: "member.silence", action: "member.silence", kinds },
  async (upstream, where, { clientIds, seconds }) => {
    await silence(upstream, where, clientIds, seconds);
    return getClientList(upstream, "permanent-silenceds", where, undefined);
  },
);

/** Lets them speak again. */
export const DELETE = clientsRoute(
  { access: "member.silence", action: "member.unsilence", kinds },
  async (upstream, where, { clientIds }) => {
    await endSilence(upstream, where, clientIds);
    return getClientList(upstream, "permanent-silenceds", where, undefined);
  },
);
