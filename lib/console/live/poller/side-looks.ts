import "server-only";
import type { LiveEvent } from "@/lib/contracts/live";
import { checkOnline } from "@/lib/leancloud/clients";
import type { LeanCloud } from "@/lib/leancloud/request";
import { UpstreamError } from "@/lib/leancloud/upstream-error";
import { pauseAfter } from "../back-off";
import type { ConversationLook } from "./conversation-look";
import type { PresenceBoard } from "./presence-board";

type Look = {
  dueAt(): number;
  run(upstream: LeanCloud, times: Times, signal: AbortSignal): Promise<LiveEvent[]>;
  failures: number;
  restsUntil: number;
};
/** On the server's clock: now, and up to when all was told before this process. */
type Times = { now: number; knownAt: number | null };

const backOff = { backOffMs: [5_000, 15_000, 60_000], limitedMs: 60_000 };

/** What is asked for beside the history. When it fails it rests, and the history goes on; a rate limit stops all. */
export class SideLooks {
  private readonly looks: Look[];

  constructor(
    presence: PresenceBoard,
    conversations: ConversationLook,
    private readonly refusedMs: number,
    private readonly onFailure: (error: unknown) => void,
  ) {
    const fresh = { failures: 0, restsUntil: 0 };
    this.looks = [
      {
        ...fresh,
        dueAt: () => presence.dueAt(),
        run: (upstream, _times, signal) => askPresence(presence, upstream, signal),
      },
      {
        ...fresh,
        dueAt: () => conversations.dueAt(),
        run: (upstream, times, signal) => conversations.look(upstream, times, signal),
      },
    ];
  }

  /** When there is something to ask for; Infinity while nobody looks. */
  dueAt(): number {
    return Math.min(...this.looks.map(dueAtOf));
  }

  /** Asks what is due first. Throws on a rate limit, and when the signal has ended it. */
  async run(upstream: LeanCloud, times: Times, signal: AbortSignal): Promise<LiveEvent[]> {
    const look = this.looks.reduce((first, one) => (dueAtOf(one) < dueAtOf(first) ? one : first));
    try {
      const events = await look.run(upstream, times, signal);
      look.failures = 0;
      return events;
    } catch (error) {
      const kind = error instanceof UpstreamError ? error.kind : null;
      if (signal.aborted || kind === "rate-limited") throw error;
      const pause = kind === "rejected" ? this.refusedMs : pauseAfter(error, look.failures, backOff);
      if (look.failures === 0) this.onFailure(error);
      look.failures += 1;
      look.restsUntil = performance.now() + pause;
      return [];
    }
  }
}

function dueAtOf(look: Look): number {
  return Math.max(look.dueAt(), look.restsUntil);
}

async function askPresence(
  board: PresenceBoard,
  upstream: LeanCloud,
  signal: AbortSignal,
): Promise<LiveEvent[]> {
  const clientIds = board.next();
  if (clientIds.length > 0) board.put(clientIds, await checkOnline(upstream, clientIds, signal));
  return board.takeUntold();
}
