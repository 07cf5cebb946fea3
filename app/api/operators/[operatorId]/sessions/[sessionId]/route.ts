import { ApiFailure } from "@/lib/api/api-failure";
import { operatorParams, operatorTarget, sessionParams } from "@/lib/api/operator-params";
import { route } from "@/lib/api/route";
import { revokeSessions } from "@/lib/auth/sessions";
import { findSessionId } from "@/lib/console/operators/list-sessions";

/** Signs the operator out in one place. */
export const DELETE = route(
  {
    access: "operator.manage",
    params: operatorParams.extend(sessionParams.shape),
    change: { action: "operator.sign-out", target: operatorTarget },
  },
  async ({ context, params }) => {
    const only = await findSessionId(context.db, params.operatorId, params.sessionId);
    if (!only) throw new ApiFailure("not_found", "There is no such session.");
    await revokeSessions(context.db, params.operatorId, { only });
    return null;
  },
);
