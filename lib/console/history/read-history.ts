import "server-only";
import type { HistoryPage, Message } from "@/lib/contracts/messages";
import { getHistory, type HistoryFind, type MessagePlace } from "@/lib/leancloud/messages";
import type { LeanCloud } from "@/lib/leancloud/request";
import { type Cursor, formatCursor, parseCursor } from "./cursor";
import { presentMessage } from "./present-message";

type Reader = {
  upstream: LeanCloud;
  place: Extract<MessagePlace, { scope: "conversation" }>;
  signal?: AbortSignal;
};
type Position = { before?: string; after?: string; at?: string; limit: number };

/**
 * A page of a conversation's history, oldest message first: the newest page, the one older than
 * `before`, newer than `after`, or around `at`. One row more than asked tells whether there is more.
 */
export async function readHistory(reader: Reader, position: Position): Promise<HistoryPage> {
  const { limit } = position;
  if (position.at) return readAround(reader, parseCursor(position.at), limit);
  if (position.after) {
    const cursor = parseCursor(position.after);
    const { messages, hasMore } = await read(reader, { ...startAt(cursor), reversed: true, limit });
    return page(messages, position.after, hasMore ? "last" : null);
  }
  const start = position.before ? startAt(parseCursor(position.before)) : {};
  const { messages, hasMore } = await read(reader, { ...start, limit });
  return page(messages, hasMore ? "first" : null, position.before ?? null);
}

/** Half of the page at and before the place, half after it. */
async function readAround(reader: Reader, cursor: Cursor, limit: number): Promise<HistoryPage> {
  const older = Math.ceil(limit / 2);
  const [before, after] = await Promise.all([
    read(reader, { ...startAt(cursor), includeStart: true, limit: older }),
    limit > older
      ? read(reader, { ...startAt(cursor), reversed: true, limit: limit - older })
      : { messages: [], hasMore: false },
  ]);
  return page(
    [...before.messages, ...after.messages],
    before.hasMore ? "first" : null,
    after.hasMore ? "last" : null,
  );
}

async function read(reader: Reader, find: HistoryFind): Promise<{ messages: Message[]; hasMore: boolean }> {
  const { upstream, place, signal } = reader;
  const rows = await getHistory(upstream, place, { ...find, limit: find.limit + 1 }, signal);
  const messages = rows.slice(0, find.limit).map((row) => presentMessage(row, place.clientId ?? null));
  if (!find.reversed) messages.reverse();
  return { messages, hasMore: rows.length > find.limit };
}

/** `first`/`last`: the page's own end; a cursor: where it was read from; null: nothing lies there. */
function page(messages: Message[], older: string | null, newer: string | null): HistoryPage {
  const first = messages.at(0);
  const last = messages.at(-1);
  return {
    messages,
    older: older === null ? null : first ? formatCursor(first) : older,
    newer: newer === null ? null : last ? formatCursor(last) : newer,
  };
}

function startAt(cursor: Cursor): Pick<HistoryFind, "timestamp" | "messageId"> {
  return { timestamp: cursor.timestamp, messageId: cursor.messageId };
}
