import { requireKind } from "@/lib/api/conversation-place";
import { conversationParams } from "@/lib/api/params";
import { route } from "@/lib/api/route";
import { conversationTarget } from "@/lib/api/targets";
import { type MemberRoles, memberRoleSchema, setRoleSchema } from "@/lib/contracts/members";
import { getRoles, setRole } from "@/lib/leancloud/members";

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

/** Sets a client's role; `Member` takes the record away. */
export const PUT = route(
  {
    access: "member.role",
    params: conversationParams,
    body: setRoleSchema,
    change: { action: "member.role", target: conversationTarget },
  },
  async (call) => {
    const kind = await requireKind(call, "normal", "chatroom");
    const where = { kind, id: call.params.conversationId };
    const { clientId, role } = call.body;
    const records = await getRoles(call.upstream, where);
    const record = records.find((one) => one.clientId === clientId);
    call.note({ before: { role: record?.role ?? "Member" } });
    await setRole(call.upstream, where, { clientId, role, record });
    return null;
  },
);
