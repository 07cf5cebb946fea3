import { ApiFailure } from "@/lib/api/api-failure";
import { operatorParams, operatorTarget } from "@/lib/api/operator-params";
import { route } from "@/lib/api/route";
import { resetSecondFactor } from "@/lib/console/operators/second-factor/reset-second-factor";

/** Takes away the second factor of somebody who lost their device, and signs them out everywhere. */
export const DELETE = route(
  {
    access: "operator.manage",
    params: operatorParams,
    change: { action: "operator.second-factor-reset", target: operatorTarget },
  },
  async ({ context, params, signedIn, note, target }) => {
    if (params.operatorId === signedIn.operator.id) {
      throw new ApiFailure("conflict", "Switch off your own second factor under your account.");
    }
    const { email, ended } = await resetSecondFactor(context.db, params.operatorId);
    target({ ...operatorTarget({ params }), label: email });
    note({ ended });
    return null;
  },
);
