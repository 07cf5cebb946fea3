import type { LiveEvent, LiveFrame } from "@/lib/contracts/live";
import type { HistoryPage } from "@/lib/contracts/messages";
import {
  appendNewer,
  maxWindow,
  type NewerBatch,
  newestAsBatch,
  removeMessages,
  replaceMessages,
} from "./history-merge";
import { cursorMessageId, cursorOf, cursorTime, type HistoryWindow } from "./history-window";

const pageSize = 200;
/** A hole larger than this is left for reading on. */
const maxPages = 5;
const tailSize = 50;
export const restMs = 250;
export const retryMs = 4_000;

/** What a history on the screen lets its newest end do. */
export interface HistoryDoor {
  /** In a service conversation, whose private history it is. */
  clientId: string | null;
  conversationId: string;
  window: () => HistoryWindow | undefined;
  change: (next: (window: HistoryWindow) => HistoryWindow) => void;
  /** Someone reads at the oldest end: nothing may be taken away there to make room. */
  holdsOldest: () => boolean;
  read: (position: { after?: string; at?: string }, limit: number) => Promise<HistoryPage>;
  isVisible: () => boolean;
}

export interface Freshness {
  /** All up to then is shown, or known to lie beyond the window: ms. */
  asOf: number | null;
  /** Since when that could not be renewed. */
  failedSince: number | null;
  /** How many came while the window did not reach the newest end. */
  beyond: number;
}

interface Work {
  /** Read the whole window anew, or only its newest end, or only what lies behind it. */
  scope: "all" | "newest" | "behind" | null;
  changed: Set<string>;
  deleted: Set<string>;
}

/**
 * Brings what a history is told (live, or by polling) into its window: one read at a time and a few a second, in the
 * order told, so that a change never overtakes the message it is about. Only then it claims to be complete.
 */
export function createHistorySync(door: HistoryDoor, tell: (freshness: Freshness) => void) {
  let work = nothing();
  let fresh: Freshness = { asOf: null, failedSince: null, beyond: 0 };
  let upTo: number | null = null;
  let running = Promise.resolve();
  let isRunning = false;
  let isReading = false;
  let isStopped = false;
  let wake = () => {};

  const set = (next: Partial<Freshness>) => {
    fresh = { ...fresh, ...next };
    if (!isStopped) tell(fresh);
  };
  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  const runAll = async () => {
    while (!isStopped && isWork(work) && door.isVisible() && door.window()) {
      const todo = work;
      work = nothing();
      isReading = true;
      const isDone = await perform(door, todo).then(
        () => true,
        () => false,
      );
      isReading = false;
      if (isDone) {
        set(isWork(work) ? { failedSince: null } : { failedSince: null, asOf: upTo ?? fresh.asOf });
        await pause(restMs);
      } else {
        work = merge(todo, work);
        set({ failedSince: fresh.failedSince ?? fresh.asOf ?? Date.now() });
        await pause(retryMs);
      }
    }
    isRunning = false;
  };
  const run = () => {
    if (!isRunning) {
      isRunning = true;
      // Over as soon as it has looked for the last time: what comes then begins anew.
      running = runAll();
    }
    return running;
  };

  return {
    /** The window is there: read just now (`readAt`), or kept from an earlier visit. */
    begin(readAt: number | null): void {
      if (readAt === null) work.scope = "all";
      else set({ asOf: readAt, failedSince: null });
      if (isWork(work)) void run();
    },
    /** Takes a frame of the app's stream. */
    take(frame: LiveFrame): void {
      const window = door.window();
      if (frame.state !== "behind") upTo = frame.completeUpTo ?? upTo;
      if (frame.state === "reset") work.scope = "all";
      const ours = frame.events.filter((event) => isOurs(door, event));
      // A window in the past is read on towards the newest end by whoever reads there.
      const beyond = window?.newer ? countMessages(ours) : 0;
      if (beyond > 0) set({ beyond: fresh.beyond + beyond });
      for (const event of ours) put(work, event, window);
      if (fresh.failedSince !== null) wake();
      if (isWork(work)) void run();
      else if (!isReading && window && frame.state !== "behind") set({ asOf: upTo, failedSince: null });
    },
    /** Looks at the newest end; `now`, where no stream says how far that is complete. */
    look(now?: number): Promise<void> {
      upTo = now ?? upTo;
      work.scope = widest(work.scope, "newest");
      wake();
      return run();
    },
    /** The page is seen again: what waited is done now. */
    resume(): void {
      wake();
      if (isWork(work)) void run();
    },
    /** The window reaches the newest end. */
    reach(): void {
      if (fresh.beyond > 0) set({ beyond: 0 });
    },
    stop(): void {
      isStopped = true;
      wake();
    },
  };
}

const nothing = (): Work => ({ scope: null, changed: new Set(), deleted: new Set() });

function isWork({ scope, changed, deleted }: Work): boolean {
  return scope !== null || changed.size > 0 || deleted.size > 0;
}

function merge(a: Work, b: Work): Work {
  return {
    scope: widest(a.scope, b.scope),
    changed: new Set([...a.changed, ...b.changed]),
    deleted: new Set([...a.deleted, ...b.deleted]),
  };
}

const widths = [null, "behind", "newest", "all"] as const;
function widest(a: Work["scope"], b: Work["scope"]): Work["scope"] {
  return widths.indexOf(a) > widths.indexOf(b) ? a : b;
}

type LineEvent = Extract<LiveEvent, { type: "messages" | "message-changed" | "message-deleted" }>;

function isOurs(door: HistoryDoor, event: LiveEvent): event is LineEvent {
  return (
    (event.type === "messages" || event.type === "message-changed" || event.type === "message-deleted") &&
    event.conversationId === door.conversationId &&
    event.clientId === door.clientId
  );
}

function countMessages(events: readonly LineEvent[]): number {
  return events.reduce((sum, event) => sum + (event.type === "messages" ? event.count : 0), 0);
}

function put(work: Work, event: LineEvent, window: HistoryWindow | undefined): void {
  if (event.type === "message-changed") work.changed.add(event.at);
  else if (event.type === "message-deleted") work.deleted.add(cursorMessageId(event.at) ?? "");
  else if (!window?.newer) work.scope = widest(work.scope, scopeOf(window, event.newest));
}

/** New messages lie behind the window; a server that shows some late may have put them inside of it. */
function scopeOf(window: HistoryWindow | undefined, newest: string): Work["scope"] {
  const last = window?.messages.at(-1);
  if (!last || cursorTime(newest) > last.timestamp) return "behind";
  const id = cursorMessageId(newest);
  return window?.messages.some((message) => message.id === id) ? null : "all";
}

async function perform(door: HistoryDoor, { scope, changed, deleted }: Work): Promise<void> {
  if (scope === "all") await readWindow(door);
  else if (scope === "newest") append(door, newestAsBatch(await door.read({}, tailSize)));
  else if (scope === "behind") await readBehind(door);
  if (scope !== "all") await readChanged(door, changed);
  door.change((window) => removeMessages(window, deleted));
}

function append(door: HistoryDoor, batch: NewerBatch): void {
  const max = door.holdsOldest() ? Number.POSITIVE_INFINITY : maxWindow;
  door.change((window) => appendNewer(window, batch, max));
}

async function readBehind(door: HistoryDoor): Promise<void> {
  const window = door.window();
  if (!window || window.newer !== null) return;
  const last = window.messages.at(-1);
  if (!last) return append(door, newestAsBatch(await door.read({}, tailSize)));
  append(door, await readFrom(door, cursorOf(last)));
}

/** Everything from the window's first message on; of a window in the past, only up to its end. */
async function readWindow(door: HistoryDoor): Promise<void> {
  const window = door.window();
  const first = window?.messages[0];
  const last = window?.messages.at(-1);
  if (!window || !first || !last) return readBehind(door);
  const until = window.newer === null ? null : last.timestamp;
  const batch = await readFrom(door, String(first.timestamp - 1), until);
  const found = new Set(batch.messages.map((message) => message.id));
  const gone = window.messages.map((message) => message.id).filter((id) => !found.has(id));
  door.change((now) => replaceMessages(now, batch.messages));
  append(door, batch);
  // A batch that reaches the newest end also tells that the last message is gone, which appending cannot.
  if (batch.newer === null) door.change((now) => removeMessages(now, new Set(gone)));
}

/** All pages after a place as one batch: the window must not seem incomplete between two of them. */
async function readFrom(door: HistoryDoor, after: string, until: number | null = null): Promise<NewerBatch> {
  const batch: NewerBatch = { messages: [], after, newer: after };
  for (let page = 0; page < maxPages && batch.newer !== null; page += 1) {
    const { messages, newer } = await door.read({ after: batch.newer }, pageSize);
    batch.messages = [...batch.messages, ...messages];
    batch.newer = newer;
    if (until !== null && (messages.at(-1)?.timestamp ?? until) >= until) break;
  }
  return batch;
}

/** Messages that were edited or recalled, as they are now; neighbours that changed together are one read. */
async function readChanged(door: HistoryDoor, cursors: ReadonlySet<string>): Promise<void> {
  const held = new Set(door.window()?.messages.map((message) => message.id));
  let waiting = [...cursors].filter((cursor) => held.has(cursorMessageId(cursor) ?? ""));
  while (waiting.length > 0) {
    const [at = ""] = waiting;
    const { messages } = await door.read({ at }, waiting.length > 1 ? pageSize : 5);
    door.change((window) => replaceMessages(window, messages));
    const read = new Set(messages.map(cursorOf)).add(at);
    waiting = waiting.filter((cursor) => !read.has(cursor));
  }
}
