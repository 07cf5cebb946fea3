import { appParams } from "@/lib/api/params";
import { requireCapability } from "@/lib/api/require-capability";
import { route } from "@/lib/api/route";
import { searchApp } from "@/lib/console/search/search-app";
import { searchQuerySchema } from "@/lib/contracts/messages";

/** Messages that hold the words, with their neighbours; searching is audited. */
export const GET = route(
  { access: "conversation.read", params: appParams, query: searchQuerySchema },
  async (call) => {
    const { app, upstream, query, signal } = call;
    await requireCapability(call, "search");
    const page = await searchApp(app, upstream, query, signal);
    if (!query.cursor) {
      await call.audit({
        action: "messages.search",
        result: "succeeded",
        details: { input: { q: query.q } },
      });
    }
    return page;
  },
);
