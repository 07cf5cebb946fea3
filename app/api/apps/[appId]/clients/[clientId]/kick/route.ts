import { clientParams } from "@/lib/api/params";
import { route } from "@/lib/api/route";
import { clientTarget } from "@/lib/api/targets";
import { kickSchema } from "@/lib/contracts/clients";
import { kickClient } from "@/lib/leancloud/clients";

/** Ends the client's sessions. */
export const POST = route(
  {
    access: "client.kick",
    params: clientParams,
    body: kickSchema,
    change: { action: "client.kick", target: clientTarget },
  },
  async ({ upstream, params, body }) => {
    await kickClient(upstream, params.clientId, body.reason);
    return null;
  },
);
