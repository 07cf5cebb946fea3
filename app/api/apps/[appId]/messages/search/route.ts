import { appParams } from "@/lib/api/params";
import { requireCapability } from "@/lib/api/require-capability";
import { route } from "@/lib/api/route";
import { auditLooks } from "@/lib/console/audit/audit-looks";
import { withChangers } from "@/lib/console/messages/changers";
import { searchApp } from "@/lib/console/search/search-app";
import { type Message, searchQuerySchema } from "@/lib/contracts/messages";

/** Messages that hold the words, with their neighbours; searching is audited. */
export const GET = route(
  { access: "conversation.read", params: appParams, query: searchQuerySchema },
  async (call) => {
    const { app, upstream, params, query, signal, signedIn } = call;
    await requireCapability(call, "search");
    const page = await searchApp(app, upstream, query, signal);
    const shown = page.hits.flatMap(({ before, message, after }) => [...before, message, ...after]);
    const named = await withChangers(call, shown);
    const name = (message: Message) => named[shown.indexOf(message)] ?? message;
    const hits = page.hits.map(({ before, message, after }) => ({
      before: before.map(name),
      message: name(message),
      after: after.map(name),
    }));
    await auditLooks(signedIn.operator.id, [`${params.appId} search ${query.q}`], () =>
      call.audit({ action: "messages.search", result: "succeeded", details: { input: { q: query.q } } }),
    );
    return { ...page, hits };
  },
);
