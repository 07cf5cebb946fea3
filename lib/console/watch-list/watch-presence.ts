import "server-only";
import type { WatchPresence } from "@/lib/contracts/watch-list";
import { getPresence } from "@/lib/leancloud/presence";
import type { LeanCloud } from "@/lib/leancloud/request";
import { currentCapabilities } from "../apps/refresh-capabilities";
import { presenceAmong } from "../clients/presence-among";
import type { ConsoleContext } from "../context";
import type { AppRow } from "../store/tables";

/** Who of the clients is online, and when the others were: as far as the server tells, or was asked. */
export async function watchPresence(
  place: { context: ConsoleContext; app: AppRow; upstream: LeanCloud },
  clientIds: string[],
  signal?: AbortSignal,
): Promise<WatchPresence> {
  if (clientIds.length === 0) return { online: [], seenAt: {}, asOf: null };
  const capabilities = await currentCapabilities(place.context, place.app);
  if (!capabilities.includes("client-summary")) return presenceAmong(place, clientIds, signal);
  const known = await getPresence(place.upstream, clientIds, signal);
  const seen = known.flatMap(({ client_id, last_seen }) =>
    last_seen === null ? [] : [[client_id, last_seen]],
  );
  return {
    online: known.filter(({ online }) => online).map(({ client_id }) => client_id),
    seenAt: Object.fromEntries(seen),
    asOf: null,
  };
}
