import { operatorParams, operatorTarget } from "@/lib/api/operator-params";
import { route } from "@/lib/api/route";
import { revokeSessions } from "@/lib/auth/sessions";
import { listSessions } from "@/lib/console/operators/list-sessions";

/** Where the operator is signed in. */
export const GET = route(
  { access: "operator.manage", params: operatorParams },
  async ({ context, params, signedIn }) => ({
    sessions: await listSessions(context.db, params.operatorId, signedIn.sessionId),
  }),
);

/** Signs the operator out everywhere. */
export const DELETE = route(
  {
    access: "operator.manage",
    params: operatorParams,
    change: { action: "operator.sign-out", target: operatorTarget },
  },
  async ({ context, params, note }) => {
    note({ ended: await revokeSessions(context.db, params.operatorId) });
    return null;
  },
);
