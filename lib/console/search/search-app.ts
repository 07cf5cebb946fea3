import "server-only";
import type { Message, SearchPage } from "@/lib/contracts/messages";
import { getHistory } from "@/lib/leancloud/messages";
import { searchMessages } from "@/lib/leancloud/parley";
import type { LeanCloud } from "@/lib/leancloud/request";
import { kindOf } from "../conversations/kind-of";
import { presentMessage } from "../history/present-message";
import { readAppHistory } from "../history/read-app-history";
import { inTurn } from "../in-turn";
import type { AppRow } from "../store/tables";
import { type ParsedSearch, parseSearch } from "./parse-search";

const contextSize = 2;
const atOnce = 6;
const maxSteps = 6;

type Query = { q: string; cursor?: string; limit: number };
type Found = { messages: Message[]; next: string | null; scannedTo: number | null };

/** A page of hits, newest first, each with two messages of context on both sides. */
export async function searchApp(
  app: AppRow,
  upstream: LeanCloud,
  query: Query,
  signal?: AbortSignal,
): Promise<SearchPage> {
  const parsed = parseSearch(query.q);
  const found =
    parsed.terms.length > 0
      ? await findWords(upstream, parsed, query, signal)
      : await findByFilter(app, upstream, parsed, query, signal);
  const hits = await inTurn(found.messages, atOnce, async (message) => ({
    message,
    ...(await contextOf(app, upstream, message, signal)),
  }));
  return { hits, terms: parsed.terms, next: found.next, scannedTo: found.scannedTo };
}

/** By the server's index; what it does not know is looked at here, so some hits may be passed over. */
async function findWords(
  upstream: LeanCloud,
  parsed: ParsedSearch,
  query: Query,
  signal?: AbortSignal,
): Promise<Found> {
  const messages: Message[] = [];
  let cursor = query.cursor;
  let scannedTo: number | null = null;
  for (let step = 0; step < maxSteps; step += 1) {
    const reply = await searchMessages(
      upstream,
      {
        q: parsed.terms.join(" "),
        conversationId: parsed.conversationId,
        from: parsed.from,
        // Bounds are exclusive upstream.
        after: parsed.since === undefined ? undefined : Math.max(0, parsed.since - 1),
        before: parsed.before,
        cursor,
        limit: query.limit - messages.length,
      },
      signal,
    );
    for (const row of reply.results) {
      const message = presentMessage(row);
      scannedTo = message.timestamp;
      if (fits(message, parsed)) messages.push(message);
    }
    cursor = reply.cursor ?? undefined;
    if (!cursor || messages.length >= query.limit) break;
  }
  return { messages, next: cursor ?? null, scannedTo: cursor ? scannedTo : null };
}

/** What the index does not know: the kind, and that a phrase stands there word for word. */
function fits(message: Message, parsed: ParsedSearch): boolean {
  const { payload } = message;
  if (parsed.kind !== undefined && payload.kind !== parsed.kind) return false;
  if (parsed.phrases.length === 0) return true;
  const said = "text" in payload ? (payload.text ?? "") : message.data;
  const text = said.toLowerCase();
  return parsed.phrases.every((phrase) => text.includes(phrase.toLowerCase()));
}

/** Operators alone: the history is looked through. */
async function findByFilter(
  app: AppRow,
  upstream: LeanCloud,
  parsed: ParsedSearch,
  query: Query,
  signal?: AbortSignal,
): Promise<Found> {
  const filter = {
    from: parsed.from,
    kind: parsed.kind,
    since: parsed.since,
    until: parsed.before === undefined ? undefined : parsed.before - 1,
    before: query.cursor,
    limit: query.limit,
  };
  if (parsed.conversationId) {
    const id = parsed.conversationId;
    const kind = await kindOf(app, upstream, id, signal);
    if (!kind) return { messages: [], next: null, scannedTo: null };
    return readAppHistory(upstream, { scope: "conversation", kind, id }, filter, signal);
  }
  if (parsed.from) {
    return readAppHistory(upstream, { scope: "sender", clientId: parsed.from }, filter, signal);
  }
  return readAppHistory(upstream, { scope: "app" }, filter, signal);
}

async function contextOf(app: AppRow, upstream: LeanCloud, message: Message, signal?: AbortSignal) {
  const kind = await kindOf(app, upstream, message.conversationId, signal);
  if (!kind) return { before: [], after: [] };
  const clientId = message.toClientId ?? undefined;
  const place = { scope: "conversation", kind, id: message.conversationId, clientId } as const;
  const start = { timestamp: message.timestamp, messageId: message.id, limit: contextSize };
  const [older, newer] = await Promise.all([
    getHistory(upstream, place, start, signal),
    getHistory(upstream, place, { ...start, reversed: true }, signal),
  ]);
  const present = (row: (typeof older)[number]) => presentMessage(row, message.toClientId);
  return { before: older.map(present).reverse(), after: newer.map(present) };
}
