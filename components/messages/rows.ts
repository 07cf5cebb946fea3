import type { Message } from "@/lib/contracts/messages";
import { matchArrived } from "@/lib/queries/messages/arrived";
import { cursorMessageId, cursorOf, cursorTime } from "@/lib/queries/messages/history-window";
import type { OutboxItem } from "@/lib/queries/messages/outbox";

/** A line of the history: a message, or one that is still on its way. */
export type HistoryRow = RowPlace &
  ({ type: "message"; message: Message } | { type: "pending"; item: OutboxItem });
interface RowPlace {
  /** A message's is its place: a server may give out an id twice. */
  key: string;
  at: number;
  from: string;
  /** First of its day: a separator stands above it. */
  isDayStart: boolean;
  /** First of a run by one sender: name and picture are shown. */
  isGroupStart: boolean;
}

export const groupGapMs = 3 * 60_000;

/**
 * Lays messages and what is being sent out as rows. One sender's messages make a group while less than three minutes
 * lie between one and the next, on one day. Sent ones that the history shows already are left out, and those that it
 * seems to show while their answer is awaited. While older ones are still to come (`hasOlder`), the first row has no
 * separator, for it would vanish under the reader's eyes.
 */
export function buildRows(
  messages: readonly Message[],
  outbox: readonly OutboxItem[],
  dayKey: (at: number) => string,
  hasOlder = false,
): HistoryRow[] {
  const rows: HistoryRow[] = [];
  const shown = new Set<string>();
  let day = "";
  let last: HistoryRow | undefined;
  const place = (key: string, at: number, from: string): RowPlace => {
    const key2 = dayKey(at);
    const isNewDay = key2 !== day;
    day = key2;
    const isDayStart = isNewDay && (last !== undefined || !hasOlder);
    const isGroupStart = isNewDay || !last || last.from !== from || at - last.at >= groupGapMs;
    return { key, at, from, isDayStart, isGroupStart };
  };
  for (const message of messages) {
    shown.add(message.id);
    last = { ...place(cursorOf(message), message.timestamp, message.from), type: "message", message };
    rows.push(last);
  }
  const arrived = matchArrived(messages, outbox);
  for (const item of outbox) {
    if (item.state !== "failed" && arrived.has(item.operationId)) continue;
    if (item.messageId !== null && shown.has(item.messageId)) continue;
    const at = Math.max(item.timestamp ?? item.createdAt, last?.at ?? 0);
    last = { ...place(`out-${item.operationId}`, at, item.body.from), type: "pending", item };
    rows.push(last);
  }
  return rows;
}

/** Where a place (`{ms}.{id}` or only ms) stands among the rows: the message, else the first at or after it. */
export function findRow(rows: readonly HistoryRow[], cursor: string): number {
  const exact = rows.findIndex((row) => row.key === cursor);
  if (exact >= 0) return exact;
  const id = cursorMessageId(cursor);
  const same = rows.findIndex((row) => row.type === "message" && row.message.id === id);
  if (same >= 0) return same;
  const at = cursorTime(cursor);
  const after = rows.findIndex((row) => row.at >= at);
  return after >= 0 ? after : rows.length - 1;
}
