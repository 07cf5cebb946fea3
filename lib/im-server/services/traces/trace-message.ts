import type { ConversationRow } from "../../store/interface";
import { type LoginRow, type ReceiverFacts, type TraceKey, traceAge } from "../../store/trace-interface";
import type { ImContext } from "../context";
import {
  judgeByMarks,
  judgeOneOfCrowd,
  judgeReceiver,
  judgeStranger,
  type Noted,
  type Verdict,
} from "./judge-receiver";
import { type NotedMessage, readTrace } from "./noted-receivers";

/** Receivers told of at most: a client not among them can be asked about. */
const MAX_LISTED = 500;

export type TracedSession = { session: number; isSent: boolean; login: LoginRow | null };
export type TracedReceiver = Omit<Noted, "sessions" | "excluded"> &
  Verdict &
  Pick<ReceiverFacts, "receivedAt" | "readAt" | "wasOnline" | "nextLoginAt"> & { sessions: TracedSession[] };
export type MessageTrace = {
  noted: NotedMessage | null;
  isExpired: boolean;
  /** The session that sent it. */
  sender: LoginRow | null;
  receivers: TracedReceiver[];
  isSample: boolean;
  asked: TracedReceiver | null;
};

export type TraceInput = TraceKey & { conversationId: string; receiver: string | null };

/**
 * What became of a message: what was noted when it was sent, together with what its receivers have
 * said since. Of a message that nothing was noted of, the latter alone.
 */
export async function traceMessage(context: ImContext, input: TraceInput): Promise<MessageTrace> {
  await context.presence.settle();
  const stored = await context.store.getTrace(input);
  const found = stored && readTrace(stored);
  const noted = found?.body.conversationId === input.conversationId ? found : null;
  const known = noted ?? (await whoIsThere(context, input));
  const listed = [...known.receivers.values()].sort(reachedFirst).slice(0, MAX_LISTED);
  const asked =
    input.receiver === null ? null : (known.receivers.get(input.receiver) ?? stranger(input.receiver));
  const all = asked === null || listed.includes(asked) ? listed : [...listed, asked];
  const facts = await factsOf(context, input, all);
  const logins = await loginsOf(context, noted, all);
  const present = (one: Noted): TracedReceiver => {
    const since = facts.get(one.clientId) ?? noFacts(one.clientId);
    const { sessions, excluded: _excluded, ...rest } = one;
    return {
      ...rest,
      ...judge(noted, known.receivers.has(one.clientId), one, since, input.timestamp),
      receivedAt: since.receivedAt,
      readAt: since.readAt,
      wasOnline: since.wasOnline,
      nextLoginAt: since.nextLoginAt,
      sessions: sessions.map((session) => ({
        session: Math.abs(session),
        isSent: session > 0,
        login: logins.get(Math.abs(session)) ?? null,
      })),
    };
  };
  return {
    noted,
    isExpired: noted === null && input.timestamp < context.now() - traceAge,
    sender: logins.get(noted?.body.by?.[1] ?? 0) ?? null,
    receivers: listed.map(present),
    isSample: !known.isWhole || listed.length < known.receivers.size,
    asked: asked && present(asked),
  };
}

function judge(
  noted: NotedMessage | null,
  isKnown: boolean,
  one: Noted,
  facts: ReceiverFacts,
  timestamp: number,
): Verdict {
  if (noted === null) return isKnown ? judgeByMarks(facts) : judgeStranger(facts, timestamp);
  if (isKnown) return judgeReceiver(one, facts);
  const { scope } = noted.body;
  if (scope === "members") return judgeStranger(facts, timestamp);
  if (scope === "clients") return { state: "excluded", reason: "not-addressed", since: null };
  return judgeOneOfCrowd(scope, noted.isWhole, facts, timestamp);
}

/** Those whom it was sent to come first, others stay in their order. */
function reachedFirst(a: Noted, b: Noted): number {
  return Number(b.sessions.length > 0) - Number(a.sessions.length > 0);
}

function stranger(clientId: string): Noted {
  return { clientId, isSender: false, hasMuted: false, sessions: [], excluded: null };
}

/** Nothing was noted: who belongs there now and did then. */
async function whoIsThere(
  { store }: ImContext,
  { conversationId, clientId }: TraceInput,
): Promise<Pick<NotedMessage, "receivers" | "isWhole">> {
  const row = clientId === null ? await store.getConversation(conversationId) : null;
  const members = clientId === null ? membersOf(row) : [clientId];
  const isWhole = clientId !== null || row?.kind === "normal";
  return { receivers: new Map(members.map((member) => [member, stranger(member)])), isWhole };
}

function membersOf(row: ConversationRow | null): string[] {
  return row?.kind === "normal" ? row.members : [];
}

async function factsOf(
  { store }: ImContext,
  input: TraceInput,
  receivers: readonly Noted[],
): Promise<Map<string, ReceiverFacts>> {
  const clientIds = receivers.map(({ clientId }) => clientId);
  const rows = clientIds.length === 0 ? [] : await store.getReceiverFacts(input, clientIds);
  return new Map(rows.map((row) => [row.clientId, row]));
}

/** The logins of the sessions concerned, by session. */
async function loginsOf(
  { store }: ImContext,
  noted: NotedMessage | null,
  receivers: readonly Noted[],
): Promise<Map<number, LoginRow>> {
  if (noted === null) return new Map();
  const sessions = receivers.flatMap((receiver) => receiver.sessions.map(Math.abs));
  const sender = noted.body.by?.[1] ?? null;
  const wanted = [...new Set(sender === null ? sessions : [...sessions, sender])];
  const rows = await store.getSessions(wanted.map((session) => ({ run: noted.run, session })));
  return new Map(rows.map((row) => [row.session, row]));
}

function noFacts(clientId: string): ReceiverFacts {
  return {
    clientId,
    joinedAt: null,
    isReceived: false,
    receivedAt: null,
    isRead: false,
    readAt: null,
    wasOnline: null,
    nextLoginAt: null,
    blockedAt: null,
    refusedAt: null,
  };
}
