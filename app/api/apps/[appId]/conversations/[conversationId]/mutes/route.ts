import { clientsRoute } from "@/lib/api/clients-route";
import { requireKind } from "@/lib/api/conversation-place";
import { conversationParams } from "@/lib/api/params";
import { route } from "@/lib/api/route";
import type { ClientIds } from "@/lib/contracts/members";
import { changeMutes, getMutes } from "@/lib/leancloud/members";
import type { LeanCloud } from "@/lib/leancloud/request";

/** Members who get no offline push from this conversation. */
export const GET = route({ access: "conversation.read", params: conversationParams }, async (call) => {
  await requireKind(call, "normal");
  return { clientIds: await getMutes(call.upstream, call.params.conversationId, call.signal) };
});

const kinds = ["normal"] as const;
const change =
  (method: "POST" | "DELETE") =>
  async (upstream: LeanCloud, { id }: { id: string }, { clientIds }: ClientIds) => {
    await changeMutes(upstream, method, id, clientIds);
    return { clientIds: await getMutes(upstream, id) };
  };

/** Mutes the conversation for members: they get no offline push. */
export const POST = clientsRoute({ access: "member.mute", action: "member.mute", kinds }, change("POST"));

/** Ends that. */
export const DELETE = clientsRoute(
  { access: "member.mute", action: "member.unmute", kinds },
  change("DELETE"),
);
