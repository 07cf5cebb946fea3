import { appParams } from "@/lib/api/params";
import { route } from "@/lib/api/route";
import { lookUpClients } from "@/lib/console/clients/look-up-clients";
import { clientLookupSchema } from "@/lib/contracts/clients";

/** Client ids that begin with the text among recent senders, and the id itself where it is used. */
export const GET = route(
  { access: "conversation.read", params: appParams, query: clientLookupSchema },
  async ({ upstream, query, signal }) => ({ clients: await lookUpClients(upstream, query.q, signal) }),
);
