import { requireKind } from "@/lib/api/conversation-place";
import { conversationParams } from "@/lib/api/params";
import { route } from "@/lib/api/route";
import { type MemberRoles, memberRoleSchema } from "@/lib/contracts/members";
import { getRoles } from "@/lib/leancloud/members";

/** Roles that were set; everyone else is a plain member. */
export const GET = route(
  { access: "conversation.read", params: conversationParams },
  async (call): Promise<MemberRoles> => {
    const kind = await requireKind(call, "normal", "chatroom");
    const records = await getRoles(call.upstream, { kind, id: call.params.conversationId }, call.signal);
    return {
      roles: records.flatMap(({ clientId, role }) => {
        const known = memberRoleSchema.safeParse(role);
        return known.success ? [{ clientId, role: known.data }] : [];
      }),
    };
  },
);
