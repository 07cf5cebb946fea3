import { clientParams } from "@/lib/api/params";
import { route } from "@/lib/api/route";
import { currentCapabilities } from "@/lib/console/apps/refresh-capabilities";
import { summarizeClient } from "@/lib/console/clients/summarize-client";

/** What the server can tell of a client. */
export const GET = route(
  { access: "conversation.read", params: clientParams },
  async ({ context, app, upstream, params, signal }) => {
    const capabilities = await currentCapabilities(context, app);
    return summarizeClient(upstream, capabilities, params.clientId, signal);
  },
);
