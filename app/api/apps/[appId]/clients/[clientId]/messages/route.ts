import { clientParams } from "@/lib/api/params";
import { route } from "@/lib/api/route";
import { clientTarget } from "@/lib/api/targets";
import { readAppHistory } from "@/lib/console/history/read-app-history";
import { appHistoryQuerySchema } from "@/lib/contracts/messages";

/** What the client sent, newest first; beginning to read it is audited. */
export const GET = route(
  {
    access: "conversation.read",
    params: clientParams,
    query: appHistoryQuerySchema.omit({ from: true }),
  },
  async (call) => {
    const { upstream, params, query, signal } = call;
    const place = { scope: "sender", clientId: params.clientId } as const;
    const page = await readAppHistory(upstream, place, query, signal);
    if (!query.before) {
      await call.audit({ action: "messages.read", result: "succeeded", target: clientTarget(call) });
    }
    return page;
  },
);
