import type { LiveFrame } from "@/lib/contracts/live";
import { openStream, type Source, type Stream } from "./stream";
import { type Hello, type Locks, type Loss, lockOf } from "./tab-messages";

/** Tabs that answer a new leader, or one app after the other, lead to one opening. */
const gatherMs = 60;

interface LeaderOptions {
  open: (apps: readonly string[], failures: number) => Source;
  onFrame: (frame: LiveFrame, id: string, isFirst: boolean) => void;
  onLoss: (state: Loss) => void;
  onUnion: (apps: readonly string[]) => void;
  onAsked: (tab: string, apps: readonly string[]) => void;
  locks: Locks | null;
}
export type Leader = ReturnType<typeof createLeader>;

/** Holds the stream for what all tabs together show. A tab that is gone gives up the lock of its name. */
export function createLeader(
  { open, onFrame, onLoss, onUnion, onAsked, locks }: LeaderOptions,
  done: () => void,
) {
  const shown = new Map<string, readonly string[]>();
  const ended = new AbortController();
  let union: string[] = [];
  let stream: Stream | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const follow = () => {
    const next = [...new Set([...shown.values()].flat())].sort();
    if (next.join() === union.join()) return;
    union = next;
    onUnion(union);
    if (union.length === 0) {
      stream?.close();
      stream = null;
    } else if (stream) stream.reopen();
    else stream = openStream({ open: (failures) => open(union, failures), onFrame, onLoss });
  };
  const show = (tab: string, apps: readonly string[]) => {
    shown.set(tab, apps);
    clearTimeout(timer);
    timer = setTimeout(follow, gatherMs);
  };
  return {
    show,
    greet({ tab, apps, isAsking }: Hello): void {
      if (!shown.has(tab)) {
        locks
          ?.request(lockOf(tab), { signal: ended.signal }, async () => {
            shown.delete(tab);
            follow();
          })
          .catch(() => undefined);
      }
      show(tab, apps);
      if (!isAsking) return;
      onAsked(tab, apps);
      // The one who leads may be out of sight, where its own watch is slow.
      stream?.check();
    },
    check: (isCertain: boolean) => stream?.check(isCertain),
    stop(): void {
      ended.abort();
      clearTimeout(timer);
      stream?.close();
      done();
    },
  };
}
