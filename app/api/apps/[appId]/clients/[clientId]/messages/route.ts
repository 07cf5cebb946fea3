import { clientParams } from "@/lib/api/params";
import { route } from "@/lib/api/route";
import { clientTarget } from "@/lib/api/targets";
import { auditLooks } from "@/lib/console/audit/audit-looks";
import { canonicalJson } from "@/lib/console/audit/canonical-json";
import { readAppHistory } from "@/lib/console/history/read-app-history";
import { withChangers } from "@/lib/console/messages/changers";
import { appHistoryQuerySchema } from "@/lib/contracts/messages";

/** What the client sent, newest first; reading it is audited, once for each filter. */
export const GET = route(
  {
    access: "conversation.read",
    params: clientParams,
    query: appHistoryQuerySchema.omit({ from: true }),
  },
  async (call) => {
    const { upstream, params, query, signal, signedIn } = call;
    const place = { scope: "sender", clientId: params.clientId } as const;
    const page = await readAppHistory(upstream, place, query, signal);
    const messages = await withChangers(call, page.messages);
    const { limit: _limit, before: _before, ...input } = query;
    const what = `${params.appId} client ${params.clientId} ${canonicalJson(input)}`;
    await auditLooks(signedIn.operator.id, [what], () =>
      call.audit({
        action: "messages.read",
        result: "succeeded",
        target: clientTarget(call),
        details: Object.keys(input).length > 0 ? { input } : {},
      }),
    );
    return { ...page, messages };
  },
);
