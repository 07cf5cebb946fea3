import { appParams } from "@/lib/api/params";
import { route } from "@/lib/api/route";
import { readAppHistory } from "@/lib/console/history/read-app-history";
import { appHistoryQuerySchema } from "@/lib/contracts/messages";

/** The whole app's messages, newest first; beginning to read them is audited. */
export const GET = route(
  { access: "conversation.read", params: appParams, query: appHistoryQuerySchema },
  async (call) => {
    const { upstream, query, signal } = call;
    const place = query.from
      ? ({ scope: "sender", clientId: query.from } as const)
      : ({ scope: "app" } as const);
    const page = await readAppHistory(upstream, place, query, signal);
    if (!query.before) {
      const { limit: _, ...input } = query;
      await call.audit({ action: "messages.read", result: "succeeded", details: { input } });
    }
    return page;
  },
);
