import { invitationUrl } from "@/lib/api/invitation-url";
import { operatorParams, operatorTarget } from "@/lib/api/operator-params";
import { route } from "@/lib/api/route";
import { renewInvitation } from "@/lib/console/operators/renew-invitation";
import type { InvitedOperator } from "@/lib/contracts/operators";

/** A new link for the operator; those before it stop working. */
export const POST = route(
  {
    access: "operator.manage",
    params: operatorParams,
    change: { action: "operator.invite", target: operatorTarget },
  },
  async (call): Promise<InvitedOperator> => {
    const { operator, token } = await renewInvitation(call.context, call.params.operatorId);
    return { operator, invitationUrl: invitationUrl(call, token) };
  },
);
