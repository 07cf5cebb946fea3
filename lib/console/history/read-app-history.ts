import "server-only";
import type { AppHistoryPage, Message } from "@/lib/contracts/messages";
import { getHistory, type MessagePlace } from "@/lib/leancloud/messages";
import type { LeanCloud } from "@/lib/leancloud/request";
import { formatCursor, parseCursor } from "./cursor";
import { presentMessage } from "./present-message";

type HistoryFilter = {
  from?: string;
  kind?: Message["payload"]["kind"];
  since?: number;
  until?: number;
};

const scanRows = 400;
const scanSteps = 8;
const scanMs = 4_000;

/**
 * Messages across conversations, newest first. LeanCloud cannot filter by kind: rows are looked
 * through within a bound, and `scannedTo` says how far back that came.
 */
export async function readAppHistory(
  upstream: LeanCloud,
  place: MessagePlace,
  query: HistoryFilter & { before?: string; limit: number },
  signal?: AbortSignal,
): Promise<AppHistoryPage> {
  const isFiltered = query.kind !== undefined || (query.from !== undefined && place.scope !== "sender");
  const clientId = place.scope === "conversation" ? (place.clientId ?? null) : null;
  const found: Message[] = [];
  const deadline = Date.now() + scanMs;
  let start = firstStart(query);
  for (let step = 0; step < scanSteps && Date.now() < deadline; step += 1) {
    const wanted = isFiltered ? scanRows : query.limit;
    const find = { ...start, tillTimestamp: tillOf(query.since), limit: wanted + 1 };
    const rows = await getHistory(upstream, place, find, signal);
    const looked = rows.slice(0, wanted).map((row) => presentMessage(row, clientId));
    const full = takeMatches(found, looked, query);
    if (full) {
      const hasMore = full.id !== rows.at(-1)?.["msg-id"];
      return answer(found, hasMore ? formatCursor(full) : null, isFiltered ? full.timestamp : null);
    }
    const last = looked.at(-1);
    if (rows.length <= wanted || !last) return answer(found, null, null);
    start = { timestamp: last.timestamp, messageId: last.id };
  }
  return answer(found, `${start.timestamp}.${start.messageId}`, start.timestamp ?? null);
}

/** Adds what fits to `found`; answers the message that made the page full, if one did. */
function takeMatches(
  found: Message[],
  messages: Message[],
  query: HistoryFilter & { limit: number },
): Message | null {
  for (const message of messages) {
    if (!matches(message, query)) continue;
    found.push(message);
    if (found.length === query.limit) return message;
  }
  return null;
}

function answer(messages: Message[], next: string | null, scannedTo: number | null): AppHistoryPage {
  return { messages, next, scannedTo };
}

function firstStart(query: HistoryFilter & { before?: string }): { timestamp?: number; messageId?: string } {
  if (query.before) return parseCursor(query.before);
  // Bounds are exclusive upstream; `until` belongs to the range.
  return query.until === undefined ? {} : { timestamp: query.until + 1 };
}

/** The lower bound is exclusive upstream too; `since` belongs to the range. */
function tillOf(since: number | undefined): number | undefined {
  return since === undefined ? undefined : Math.max(0, since - 1);
}

function matches(message: Message, filter: HistoryFilter): boolean {
  if (filter.kind !== undefined && message.payload.kind !== filter.kind) return false;
  return filter.from === undefined || message.from === filter.from;
}
