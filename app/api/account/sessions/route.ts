import { route } from "@/lib/api/route";
import { revokeSessions } from "@/lib/auth/sessions";
import { listSessions } from "@/lib/console/operators/list-sessions";

/** Where one is signed in. */
export const GET = route({ access: "signed-in" }, async ({ context, signedIn }) => ({
  sessions: await listSessions(context.db, signedIn.operator.id, signedIn.sessionId),
}));

/** Signs out everywhere else. */
export const DELETE = route(
  { access: "signed-in", change: { action: "account.sign-out" } },
  async ({ context, signedIn, note }) => {
    const except = signedIn.sessionId;
    note({ ended: await revokeSessions(context.db, signedIn.operator.id, { except }) });
    return null;
  },
);
