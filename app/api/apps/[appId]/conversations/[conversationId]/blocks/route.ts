import { z } from "zod";
import { clientsRoute } from "@/lib/api/clients-route";
import { requireKind } from "@/lib/api/conversation-place";
import { conversationParams } from "@/lib/api/params";
import { route } from "@/lib/api/route";
import type { ClientIds } from "@/lib/contracts/members";
import { changeClientList, getClientList, type ListPlace } from "@/lib/leancloud/members";
import type { LeanCloud } from "@/lib/leancloud/request";

const kinds = ["normal", "chatroom", "service"] as const;
const pageSchema = z.object({ next: z.string().max(512).optional() });

/** Those who may not join. */
export const GET = route(
  { access: "conversation.read", params: conversationParams, query: pageSchema },
  async (call) => {
    const kind = await requireKind(call, ...kinds);
    const where = { kind, id: call.params.conversationId };
    return getClientList(call.upstream, "blacklists", where, call.query.next, call.signal);
  },
);

const change =
  (method: "POST" | "DELETE") =>
  async (upstream: LeanCloud, where: ListPlace, { clientIds }: ClientIds) => {
    await changeClientList(upstream, "blacklists", method, where, clientIds);
    return getClientList(upstream, "blacklists", where, undefined);
  };

/** Blocks clients: members among them are removed, none may join again. */
export const POST = clientsRoute({ access: "member.block", action: "member.block", kinds }, change("POST"));

/** Lets them join again. */
export const DELETE = clientsRoute(
  { access: "member.block", action: "member.unblock", kinds },
  change("DELETE"),
);
