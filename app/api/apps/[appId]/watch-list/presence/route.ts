import { appParams } from "@/lib/api/params";
import { route } from "@/lib/api/route";
import { currentCapabilities } from "@/lib/console/apps/refresh-capabilities";
import { readWatchList } from "@/lib/console/watch-list/read-watch-list";
import { watchPresence } from "@/lib/console/watch-list/watch-presence";

/** Who of the operator's watched clients is online now. */
export const GET = route(
  { access: "conversation.read", params: appParams },
  async ({ context, app, upstream, signedIn, signal }) => {
    const owner = { operatorId: signedIn.operator.id, appId: app.id };
    const [list, capabilities] = await Promise.all([
      readWatchList(context.db, owner),
      currentCapabilities(context, app),
    ]);
    const clientIds = list.clients.map(({ clientId }) => clientId);
    return watchPresence(upstream, capabilities, clientIds, signal);
  },
);
