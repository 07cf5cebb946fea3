import type { HistoryPage, Message } from "@/lib/contracts/messages";
import { cursorOf, cursorTime, type HistoryWindow } from "./history-window";

/** New messages that continue a run: everything after the cursor `after` up to the last of `messages`. */
export interface NewerBatch {
  messages: Message[];
  /** The place the batch begins behind, or at; null when it begins at the history's beginning. */
  after: string | null;
  newer: string | null;
}

export const maxWindow = 1_000;

/** Puts an older page before the window; what does not fit is let go at the newest end. */
export function prependOlder(window: HistoryWindow, page: HistoryPage, max = maxWindow): HistoryWindow {
  const known = new Set(window.messages.map(cursorOf));
  const messages = [...page.messages.filter((message) => !known.has(cursorOf(message))), ...window.messages];
  if (messages.length <= max) return { messages, older: page.older, newer: window.newer };
  const kept = messages.slice(0, max);
  return { messages: kept, older: page.older, newer: lastCursor(kept) };
}

/**
 * The only way new messages enter a window: the next page, the newest page asked again, or live events.
 * A batch that continues the window (or overlaps it) is merged, changes and deletions in the overlap included;
 * one that does not leaves a mark (`newer`) from which the hole is read, so that none is ever shown.
 */
export function appendNewer(window: HistoryWindow, batch: NewerBatch, max = maxWindow): HistoryWindow {
  const last = window.messages.at(-1);
  if (!last) {
    if (batch.after === null || window.older === null) {
      return batch.messages.length === 0 && window.newer === batch.newer
        ? window
        : { messages: batch.messages, older: window.older, newer: batch.newer };
    }
    return { messages: batch.messages, older: batch.after, newer: batch.newer };
  }
  if (batch.after !== null && cursorTime(batch.after) > last.timestamp) {
    return window.newer === null ? { ...window, newer: cursorOf(last) } : window;
  }
  const merged = mergeOverlap(window.messages, batch);
  const newest = merged.at(-1);
  const reaches = !newest || cursorOf(newest) !== cursorOf(last) || batchCovers(batch, last);
  const newer = reaches ? batch.newer : window.newer;
  if (merged === window.messages && newer === window.newer) return window;
  if (merged.length <= max) return { messages: merged, older: window.older, newer };
  const kept = merged.slice(merged.length - max);
  const first = kept[0];
  return { messages: kept, older: first ? cursorOf(first) : window.older, newer };
}

/** Replaces one message, e.g. after an edit; the same window when it is not there. */
export function replaceMessage(
  window: HistoryWindow,
  id: string,
  change: (message: Message) => Message | null,
): HistoryWindow {
  if (!window.messages.some((message) => message.id === id)) return window;
  const messages = window.messages.flatMap((message) => {
    if (message.id !== id) return [message];
    const next = change(message);
    return next ? [next] : [];
  });
  return { ...window, messages };
}

/** Puts messages as they are now in the place of those that were changed since; the same window when none was. */
export function replaceMessages(window: HistoryWindow, fresh: readonly Message[]): HistoryWindow {
  const byPlace = new Map(fresh.map((message) => [cursorOf(message), message]));
  const messages = window.messages.map((message) => {
    const next = byPlace.get(cursorOf(message));
    return next && (next.patchTimestamp !== message.patchTimestamp || saysMore(next, message))
      ? next
      : message;
  });
  return messages.some((message, at) => message !== window.messages[at]) ? { ...window, messages } : window;
}

/** Takes messages out of a window; the same one when none of them is in it. */
export function removeMessages(window: HistoryWindow, ids: ReadonlySet<string>): HistoryWindow {
  const messages = window.messages.filter((message) => !ids.has(message.id));
  return messages.length === window.messages.length ? window : { ...window, messages };
}

/** The newest page as a batch: it covers everything from its first message on. */
export function newestAsBatch(page: HistoryPage): NewerBatch {
  const first = page.messages[0];
  return {
    messages: page.messages,
    after: page.older === null || !first ? null : cursorOf(first),
    newer: null,
  };
}

/** Of the same time: hosted servers do not say when a message was changed, and a name may be known only later. */
function saysMore(next: Message, message: Message): boolean {
  if (next.patchTimestamp !== message.patchTimestamp) return false;
  return next.data !== message.data || (message.changedBy === null && next.changedBy !== null);
}

function batchCovers(batch: NewerBatch, message: Message): boolean {
  const last = batch.messages.at(-1);
  return batch.messages.length === 0 || (last !== undefined && last.timestamp >= message.timestamp);
}

function mergeOverlap(messages: Message[], batch: NewerBatch): Message[] {
  const from = batch.after === null ? Number.NEGATIVE_INFINITY : cursorTime(batch.after);
  const fresh = new Map(batch.messages.map((message) => [cursorOf(message), message]));
  const until = batch.messages.at(-1)?.timestamp ?? Number.NEGATIVE_INFINITY;
  let changed = false;
  const kept: Message[] = [];
  for (const message of messages) {
    const next = fresh.get(cursorOf(message));
    if (next) {
      fresh.delete(cursorOf(message));
      const isNewer = (next.patchTimestamp ?? 0) > (message.patchTimestamp ?? 0) || saysMore(next, message);
      kept.push(isNewer ? next : message);
      changed ||= isNewer;
    } else if (message.timestamp > from && message.timestamp < until) {
      changed = true;
    } else {
      kept.push(message);
    }
  }
  if (fresh.size === 0) return changed ? kept : messages;
  const added = [...fresh.values()];
  const lastKept = kept.at(-1);
  const firstAdded = added[0];
  const result = [...kept, ...added];
  const inOrder = !lastKept || !firstAdded || lastKept.timestamp <= firstAdded.timestamp;
  return inOrder ? result : result.sort((a, b) => a.timestamp - b.timestamp);
}

function lastCursor(messages: Message[]): string | null {
  const last = messages.at(-1);
  return last ? cursorOf(last) : null;
}
