import { appParams } from "@/lib/api/params";
import { route } from "@/lib/api/route";
import { readWatchList } from "@/lib/console/watch-list/read-watch-list";
import { watchPresence } from "@/lib/console/watch-list/watch-presence";

/** Who of the operator's watched clients is online now. */
export const GET = route({ access: "conversation.read", params: appParams }, async (call) => {
  const { context, app, signedIn, signal } = call;
  const { clients } = await readWatchList(context.db, { operatorId: signedIn.operator.id, appId: app.id });
  const clientIds = clients.map(({ clientId }) => clientId);
  return watchPresence(call, clientIds, signal);
});
