import { clientListWrites } from "./client-lists";
import type { WriteContext } from "./context";
import { memberWrites } from "./member-writes";
import { subscriptionWrites } from "./subscriptions";
import type { Methods } from "./sync-store";

/** Blocking: whoever is on the list is neither a member nor a subscriber. */
export function blockWrites(context: WriteContext): Methods<"blockClients"> {
  const { addToList } = clientListWrites(context);
  const { removeMembers } = memberWrites(context);
  const { unsubscribe } = subscriptionWrites(context);
  return {
    blockClients(objectId, clientIds, now, options) {
      if (!addToList("blocks", objectId, clientIds, now, options)) return null;
      for (const clientId of clientIds) unsubscribe(objectId, clientId);
      return removeMembers(objectId, clientIds, now, options.by);
    },
  };
}
