import { appParams } from "@/lib/api/params";
import { route } from "@/lib/api/route";
import { currentCapabilities } from "@/lib/console/apps/refresh-capabilities";
import { lastMessages } from "@/lib/console/conversations/last-messages";
import { lastMessagesQuerySchema } from "@/lib/contracts/conversations";

/** The newest message of each of the conversations. */
export const GET = route(
  { access: "conversation.read", params: appParams, query: lastMessagesQuerySchema },
  async ({ context, app, upstream, query, signal }) => {
    const capabilities = await currentCapabilities(context, app);
    return { messages: await lastMessages(app, upstream, capabilities, query.ids, signal) };
  },
);
