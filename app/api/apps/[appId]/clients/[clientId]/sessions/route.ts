import { clientParams } from "@/lib/api/params";
import { requireCapability } from "@/lib/api/require-capability";
import { route } from "@/lib/api/route";
import { presentSessions } from "@/lib/console/clients/present-sessions";
import type { ClientSessions } from "@/lib/contracts/clients";
import { getClientSessions } from "@/lib/leancloud/sessions";

/** Where the client is signed in now, and its latest logins. */
export const GET = route(
  { access: "conversation.read", params: clientParams },
  async (call): Promise<ClientSessions> => {
    await requireCapability(call, "sessions");
    return presentSessions(await getClientSessions(call.upstream, call.params.clientId, call.signal));
  },
);
