import "server-only";
import type { Capability } from "@/lib/contracts/session";
import type { WatchPresence } from "@/lib/contracts/watch-list";
import { getPresence } from "@/lib/leancloud/presence";
import type { LeanCloud } from "@/lib/leancloud/request";
import { onlineAmong } from "../clients/online-among";

/** Who of the clients is online; on Parley's own server also when the others were. */
export async function watchPresence(
  upstream: LeanCloud,
  capabilities: readonly Capability[],
  clientIds: string[],
  signal?: AbortSignal,
): Promise<WatchPresence> {
  if (clientIds.length === 0) return { online: [], seenAt: {} };
  if (!capabilities.includes("client-summary")) {
    return { online: await onlineAmong(upstream, clientIds, signal), seenAt: {} };
  }
  const known = await getPresence(upstream, clientIds, signal);
  const seen = known.flatMap(({ client_id, last_seen }) =>
    last_seen === null ? [] : [[client_id, last_seen]],
  );
  return {
    online: known.filter(({ online }) => online).map(({ client_id }) => client_id),
    seenAt: Object.fromEntries(seen),
  };
}
