import { appParams } from "@/lib/api/params";
import { route } from "@/lib/api/route";
import { auditLooks } from "@/lib/console/audit/audit-looks";
import { canonicalJson } from "@/lib/console/audit/canonical-json";
import { readAppHistory } from "@/lib/console/history/read-app-history";
import { withChangers } from "@/lib/console/messages/changers";
import { appHistoryQuerySchema } from "@/lib/contracts/messages";

/** The whole app's messages, newest first; reading them is audited, once for each filter. */
export const GET = route(
  { access: "conversation.read", params: appParams, query: appHistoryQuerySchema },
  async (call) => {
    const { upstream, params, query, signal, signedIn } = call;
    const place = query.from
      ? ({ scope: "sender", clientId: query.from } as const)
      : ({ scope: "app" } as const);
    const page = await readAppHistory(upstream, place, query, signal);
    const messages = await withChangers(call, page.messages);
    const { limit: _limit, before: _before, ...input } = query;
    const what = `${params.appId} messages ${canonicalJson(input)}`;
    await auditLooks(signedIn.operator.id, [what], () =>
      call.audit({ action: "messages.read", result: "succeeded", details: { input } }),
    );
    return { ...page, messages };
  },
);
