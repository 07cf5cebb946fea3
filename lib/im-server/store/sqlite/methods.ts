import { blockWrites } from "./blocks";
import { broadcastReads, broadcastWrites } from "./broadcasts";
import { changeReads, presenceWrites } from "./changes";
import { clientListReads, clientListWrites } from "./client-lists";
import { clientStateReads, clientStateWrites } from "./client-states";
import type { WriteContext } from "./context";
import { conversationLookups, conversationQueries } from "./conversation-reads";
import { conversationWrites } from "./conversation-writes";
import type { Db } from "./database";
import { deliveryReads, deliveryWrites } from "./delivery";
import { droppableReads, droppableWrites } from "./droppables";
import { idleReads } from "./idle-conversations";
import { loginReads, loginWrites } from "./logins";
import { memberInfoReads, memberInfoWrites } from "./member-infos";
import { memberWrites } from "./member-writes";
import { historyReads, messageReads } from "./message-reads";
import { messageAppends, messagePatches } from "./message-writes";
import { notificationReads } from "./notifications";
import { objectLookups, objectQueries, objectWrites } from "./objects";
import { offlineReads } from "./offline-messages";
import { quotaWrites } from "./quotas";
import { restrictionReads } from "./restrictions";
import { searchReads } from "./search-reads";
import { statsReads } from "./stats";
import { subscriptionReads, subscriptionWrites } from "./subscriptions";
import type { QuickReads, SlowReads, Writes } from "./sync-store";
import { traceReads, traceWrites } from "./traces";
import { unreadReads } from "./unread";
import { unreadSnapshotReads } from "./unread-snapshot";
import { versionReads } from "./versions";

/** Everything that reads, on one connection. */
export function createReads(db: Db): QuickReads & SlowReads {
  return {
    ...conversationLookups(db),
    ...conversationQueries(db),
    ...idleReads(db),
    ...clientListReads(db),
    ...restrictionReads(db),
    ...memberInfoReads(db),
    ...historyReads(db),
    ...messageReads(db),
    ...versionReads(db),
    ...searchReads(db),
    ...subscriptionReads(db),
    ...broadcastReads(db),
    ...unreadReads(db),
    ...unreadSnapshotReads(db),
    ...objectLookups(db),
    ...objectQueries(db),
    ...statsReads(db),
    ...clientStateReads(db),
    ...deliveryReads(db),
    ...offlineReads(db),
    ...notificationReads(db),
    ...droppableReads(db),
    ...changeReads(db),
    ...loginReads(db),
    ...traceReads(db),
  };
}

/** Everything that writes, on the one connection that may. */
export function createWrites(context: WriteContext): Writes {
  return {
    ...conversationWrites(context),
    ...memberWrites(context),
    ...clientListWrites(context),
    ...blockWrites(context),
    ...memberInfoWrites(context),
    ...messageAppends(context),
    ...messagePatches(context),
    ...subscriptionWrites(context),
    ...broadcastWrites(context),
    ...objectWrites(context),
    ...quotaWrites(context),
    ...clientStateWrites(context),
    ...deliveryWrites(context),
    ...droppableWrites(context),
    ...presenceWrites(context),
    ...loginWrites(context),
    ...traceWrites(context),
  };
}
