import { framesSince, getLiveStatus, onFrame, subscribeLive } from "../live/live";
import { createHistorySync, type Freshness, type HistoryDoor } from "./history-sync";
import { startPolling } from "./polling";

/**
 * Keeps a history fresh as the app's stream tells, and while there is none by asking every few seconds. What was told
 * since it was opened (`since`) counts, although this begins later.
 */
export function keepFresh(
  appId: string,
  door: HistoryDoor,
  since: number,
  tell: (freshness: Freshness) => void,
) {
  const sync = createHistorySync(door, tell);
  const missed = framesSince(appId, since);
  for (const frame of missed ?? []) sync.take(frame);
  const stopHearing = onFrame(appId, sync.take);

  let stopPolling: (() => void) | null = null;
  const follow = () => {
    if (getLiveStatus(appId).state !== "live") {
      stopPolling ??= startPolling(() => sync.look(Date.now()));
    } else {
      stopPolling?.();
      stopPolling = null;
    }
  };
  follow();
  const stopFollowing = subscribeLive(follow);
  document.addEventListener("visibilitychange", sync.resume);

  return {
    /** The window is there, read at a moment; what an earlier visit left in the cache may be old. */
    begin: (readAt: number) => sync.begin(missed !== null && readAt >= since ? readAt : null),
    look: () => sync.look(),
    reach: sync.reach,
    stop: () => {
      document.removeEventListener("visibilitychange", sync.resume);
      stopFollowing();
      stopHearing();
      stopPolling?.();
      sync.stop();
    },
  };
}
