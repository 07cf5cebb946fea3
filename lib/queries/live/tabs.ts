import type { LiveFrame } from "@/lib/contracts/live";
import { createLeader, type Leader } from "./leader";
import { createSnapshots } from "./snapshots";
import { type Source, silenceMs } from "./stream";
import { type Channel, type Locks, type Loss, leaderLock, lockOf, type TabMessage } from "./tab-messages";

export interface TabOptions {
  /** Of this tab, new with every load. */
  tab: string;
  /** Null where the browser lacks them: this tab then holds a stream of its own. */
  locks: Locks | null;
  channel: Channel | null;
  openSource: (apps: readonly string[], after: string | null) => Source;
  /** Frames of the apps that this tab shows. */
  onFrame: (frame: LiveFrame) => void;
  onLoss: (state: Loss) => void;
  isVisible: () => boolean;
}

/** A server of another version may refuse the position: one try in so many goes without, and reads all anew. */
const triesOfPosition = 6;

/**
 * One stream for all tabs of a browser: the tab that holds the lock reads it for what any of them shows, and passes
 * it on. Each keeps the last id, so that whoever is next goes on behind it.
 */
export function joinTabs({ tab, locks, channel, openSource, onFrame, onLoss, isVisible }: TabOptions) {
  const snapshots = createSnapshots();
  const left = new AbortController();
  let apps: string[] = [];
  let lastId: string | null = null;
  let loss: Loss | null = null;
  let leader: Leader | null = null;
  let heardAt = Date.now();
  let isAsked = false;
  /** It holds the lock of its name, by which others see that it lives. */
  let isNamed = false;
  let attempt = new AbortController();

  const hear = (frame: LiveFrame, id: string | null) => {
    lastId = id ?? lastId;
    loss = null;
    snapshots.keep(frame);
    if (apps.includes(frame.appId)) onFrame(frame);
  };
  const lose = (state: Loss) => {
    loss = state;
    onLoss(state);
  };
  const sayHello = (isAsking: boolean) => {
    if (isNamed) channel?.postMessage({ type: "hello", tab, apps, isAsking });
  };

  const hearLeader = (message: Exclude<TabMessage, { type: "hello" | "lead" }>) => {
    if (message.type === "state" && message.tab !== tab) return;
    heardAt = Date.now();
    isAsked = false;
    if (message.type === "frame") hear(message.frame, message.id);
    else if (message.type === "loss") lose(message.state);
    else {
      for (const frame of message.frames) hear(frame, message.id);
      if (message.loss) lose(message.loss);
    }
  };
  if (channel) {
    channel.onmessage = ({ data }) => {
      if (data.type === "hello") leader?.greet(data);
      else if (data.type === "lead") sayHello(false);
      else if (!leader) hearLeader(data);
    };
  }

  const lead = () =>
    new Promise<void>((resolve) => {
      let isLost = false;
      const mine = createLeader(
        {
          open: (union, failures) => {
            isLost = failures % triesOfPosition === triesOfPosition - 1;
            return openSource(union, isLost ? null : lastId);
          },
          onFrame: (told, id, isFirst) => {
            const heard = isFirst && isLost ? { ...told, state: "reset" as const } : told;
            const frame = isFirst ? snapshots.complete(heard) : heard;
            hear(frame, id);
            channel?.postMessage({ type: "frame", id, frame });
          },
          onLoss: (state) => {
            lose(state);
            channel?.postMessage({ type: "loss", state });
          },
          onUnion: snapshots.retain,
          onAsked: (other, shown) =>
            channel?.postMessage({
              type: "state",
              tab: other,
              id: lastId,
              frames: snapshots.read(shown),
              loss,
            }),
          locks,
        },
        resolve,
      );
      leader = mine;
      mine.show(tab, apps);
      channel?.postMessage({ type: "lead" });
    });
  const stand = async (steal = false): Promise<void> => {
    attempt.abort();
    const mine = new AbortController();
    attempt = mine;
    try {
      await locks?.request(leaderLock, steal ? { steal } : { signal: mine.signal }, lead);
    } catch (error) {
      // Taken by a tab that heard nothing of this one: it stands again behind the others.
      leader?.stop();
      leader = null;
      if (!isAbort(error)) return void lead();
    }
    if (attempt === mine && !left.signal.aborted) await stand();
  };
  const watch = setInterval(() => {
    if (leader || apps.length === 0 || !isVisible() || Date.now() - heardAt < silenceMs) return;
    if (isAsked) void stand(true);
    else {
      onLoss("checking");
      sayHello(true);
    }
    isAsked = !isAsked;
    if (!isAsked) heardAt = Date.now();
  }, silenceMs / 3);

  if (locks && channel) {
    void locks
      .request(lockOf(tab), { signal: left.signal }, () => {
        isNamed = true;
        sayHello(true);
        return new Promise((resolve) => left.signal.addEventListener("abort", () => resolve()));
      })
      .catch(() => undefined);
    void stand();
  } else void lead();

  return {
    /** Which apps this tab shows from now on. */
    show(next: readonly string[]): void {
      apps = [...next];
      if (leader) {
        for (const frame of snapshots.read(apps)) onFrame(frame);
        leader.show(tab, apps);
      } else sayHello(true);
    },
    /** Something may have changed while nobody looked: the network, or a sleep. */
    check: (isCertain = false) => (leader ? leader.check(isCertain) : sayHello(true)),
    leave(): void {
      clearInterval(watch);
      left.abort();
      attempt.abort();
      leader?.stop();
      channel?.close();
    },
  };
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === "AbortError";
}
