import { appParams } from "@/lib/api/params";
import { requireCapability } from "@/lib/api/require-capability";
import { route } from "@/lib/api/route";
import { auditLooks } from "@/lib/console/audit/audit-looks";
import { searchApp } from "@/lib/console/search/search-app";
import { searchQuerySchema } from "@/lib/contracts/messages";

/** Messages that hold the words, with their neighbours; searching is audited. */
export const GET = route(
  { access: "conversation.read", params: appParams, query: searchQuerySchema },
  async (call) => {
    const { app, upstream, params, query, signal, signedIn } = call;
    await requireCapability(call, "search");
    const page = await searchApp(app, upstream, query, signal);
    await auditLooks(signedIn.operator.id, [`${params.appId} search ${query.q}`], () =>
      call.audit({ action: "messages.search", result: "succeeded", details: { input: { q: query.q } } }),
    );
    return page;
  },
);
