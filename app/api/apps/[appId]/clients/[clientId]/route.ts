import { clientParams } from "@/lib/api/params";
import { route } from "@/lib/api/route";
import { summarizeClient } from "@/lib/console/clients/summarize-client";

/** What the server can tell of a client. */
export const GET = route({ access: "conversation.read", params: clientParams }, (call) =>
  summarizeClient(call, call.params.clientId, call.signal),
);
