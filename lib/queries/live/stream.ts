import type { LiveFrame } from "@/lib/contracts/live";

/** What of an EventSource is used. */
export interface Source {
  onmessage: ((event: { data: string; lastEventId: string }) => void) | null;
  onerror: (() => void) | null;
  close: () => void;
}

export interface StreamOptions {
  /** Opens it behind the last id that was heard; `failures`: how often that has failed since. */
  open: (failures: number) => Source;
  /** `isFirst`: of its app since the stream was opened (anew). */
  onFrame: (frame: LiveFrame, id: string, isFirst: boolean) => void;
  /** `checking`: it is being resumed. `behind`: that failed and is tried again. */
  onLoss: (state: "checking" | "behind") => void;
}

/** Frames come at least every 5 s; a link that says nothing this long is dead. */
export const silenceMs = 12_000;
/** After this, a look at the page (or a network that comes back) does not trust the link any more. */
export const doubtMs = 6_500;
/** While it is being tried again, a look tries at once, but no oftener than this. */
export const impatientMs = 1_000;
const firstRetryMs = 500;
const maxRetryMs = 15_000;

/**
 * An event stream that comes back by itself: an EventSource gives up on refusals and is slow to see dead links after
 * sleep, so silence and errors are watched here, and the next one is opened behind the last id.
 */
export function openStream({ open, onFrame, onLoss }: StreamOptions) {
  let source: Source | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let activeAt = Date.now();
  let failures = 0;
  let isClosed = false;

  const connect = () => {
    clearTimeout(timer);
    source?.close();
    activeAt = Date.now();
    source = open(failures);
    const told = new Set<string>();
    source.onmessage = (event) => {
      activeAt = Date.now();
      failures = 0;
      listen();
      const frame = JSON.parse(event.data) as LiveFrame;
      onFrame(frame, event.lastEventId, !told.has(frame.appId));
      told.add(frame.appId);
    };
    source.onerror = lose;
    listen();
  };
  const listen = () => {
    clearTimeout(timer);
    timer = setTimeout(lose, silenceMs);
  };
  const lose = () => {
    clearTimeout(timer);
    source?.close();
    if (isClosed) return;
    onLoss(failures === 0 ? "checking" : "behind");
    timer = setTimeout(connect, retryAfter(failures));
    failures += 1;
  };
  connect();
  return {
    /** Opens anew at once, because what is asked for has changed. */
    reopen: connect,
    /** Opens anew at once when the link has been quiet, as after sleep or without a network. */
    check: (isCertain = false) => {
      const patienceMs = isCertain ? 0 : failures > 0 ? impatientMs : doubtMs;
      if (isClosed || Date.now() - activeAt < patienceMs) return;
      onLoss("checking");
      connect();
    },
    close: () => {
      isClosed = true;
      clearTimeout(timer);
      source?.close();
    },
  };
}
export type Stream = ReturnType<typeof openStream>;

/** Doubles from half a second, spread so that browsers do not all come back at once. */
export function retryAfter(failures: number, random = Math.random()): number {
  return Math.min(firstRetryMs * 2 ** failures, maxRetryMs) * (0.75 + random / 2);
}
