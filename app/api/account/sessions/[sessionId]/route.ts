import { ApiFailure } from "@/lib/api/api-failure";
import { sessionParams } from "@/lib/api/operator-params";
import { route } from "@/lib/api/route";
import { revokeSessions } from "@/lib/auth/sessions";
import { findSessionId } from "@/lib/console/operators/list-sessions";

/** Signs out in one place. */
export const DELETE = route(
  { access: "signed-in", params: sessionParams, change: { action: "account.sign-out" } },
  async ({ context, params, signedIn }) => {
    const only = await findSessionId(context.db, signedIn.operator.id, params.sessionId);
    if (!only) throw new ApiFailure("not_found", "There is no such session.");
    await revokeSessions(context.db, signedIn.operator.id, { only });
    return null;
  },
);
