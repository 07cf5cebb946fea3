import { invitationUrl } from "@/lib/api/invitation-url";
import { route } from "@/lib/api/route";
import { inviteOperator } from "@/lib/console/operators/invite-operator";
import { listOperators } from "@/lib/console/operators/list-operators";
import { type InvitedOperator, inviteOperatorSchema } from "@/lib/contracts/operators";

/** Everyone who may use the console. */
export const GET = route({ access: "operator.manage" }, async ({ context }) => ({
  operators: await listOperators(context),
}));

/** Invites an operator; the link is told only here. */
export const POST = route(
  { access: "operator.manage", body: inviteOperatorSchema, change: { action: "operator.create" } },
  async (call): Promise<InvitedOperator> => {
    const { operator, token } = await inviteOperator(call.context, call.body);
    call.target({ type: "operator", id: operator.id, label: operator.email, href: "/operators" });
    return { operator, invitationUrl: invitationUrl(call, token) };
  },
);
