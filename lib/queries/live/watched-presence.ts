import type { QueryClient } from "@tanstack/react-query";
import type { WatchList, WatchPresence } from "@/lib/contracts/watch-list";
import { watchKeys } from "../watch-list/keys";
import { changeOnline, type PresenceChange } from "./presence";

/** Puts presence into the watch list; whoever went was last seen now. */
export function putWatchedPresence(
  client: QueryClient,
  appId: string,
  change: PresenceChange,
  now = Date.now(),
): void {
  const list = client.getQueryData<WatchList>(watchKeys.list(appId));
  if (!list) return;
  const watched = list.clients.map(({ clientId }) => clientId);
  client.setQueryData<WatchPresence>(watchKeys.presence(appId), (known) => {
    if (!known) return known;
    const online = changeOnline(known.online, watched, change);
    if (online === known.online) return known;
    const isOnline = new Set(online);
    const gone = known.online.filter((id) => !isOnline.has(id));
    const seenAt = { ...known.seenAt, ...Object.fromEntries(gone.map((id) => [id, now])) };
    for (const id of online) delete seenAt[id];
    return { ...known, online: [...online], seenAt };
  });
}
