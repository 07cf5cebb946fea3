import { appParams } from "@/lib/api/params";
import { route } from "@/lib/api/route";
import { currentCapabilities } from "@/lib/console/apps/refresh-capabilities";
import { auditLooks } from "@/lib/console/audit/audit-looks";
import { lastMessages } from "@/lib/console/conversations/last-messages";
import { withChangers } from "@/lib/console/messages/changers";
import { lastMessagesQuerySchema } from "@/lib/contracts/conversations";

/** The newest message of each of the conversations: a look into each, and audited as one. */
export const GET = route(
  { access: "conversation.read", params: appParams, query: lastMessagesQuerySchema },
  async (call) => {
    const { context, app, upstream, query, signal, signedIn } = call;
    const capabilities = await currentCapabilities(context, app);
    const found = await lastMessages(app, upstream, capabilities, query.ids, signal);
    const there = Object.values(found).filter((message) => message !== null);
    const named = await withChangers(call, there);
    const messages = { ...found, ...Object.fromEntries(named.map((one) => [one.conversationId, one])) };
    const shown = query.ids.filter((id) => messages[id]).map((id) => `${app.id} ${id} newest`);
    await auditLooks(signedIn.operator.id, shown, (unseen) => {
      const newestOf = unseen.map((thing) => thing.split(" ")[1]);
      return call.audit({ action: "messages.read", result: "succeeded", details: { input: { newestOf } } });
    });
    return { messages };
  },
);
