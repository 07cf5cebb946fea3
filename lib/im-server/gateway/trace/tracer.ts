import { BoundedMap } from "../../services/bounded-map";
import type { ImEventOf } from "../../services/events";
import type { TraceBody } from "../../services/traces/trace-body";
import type { TraceRow } from "../../store/trace-interface";
import type { KnownConversation } from "../conversation-cache";
import type { Gateway } from "../gateway";
import { createBatch } from "./batch";

/** Receivers named one by one; of more there are counts and these as a sample. */
const MAX_NAMED = 500;
const MAX_SAMPLE = 50;
/** Sessions named of one receiver. */
const MAX_SESSIONS = 20;
/** Conversations whose audiences are known to be stored. */
const MAX_AUDIENCES = 5000;

/** Keeps what became of messages when they were sent. */
export type Tracer = {
  /** Begins the account of a message; null for one that no history keeps. */
  begin(event: Traced): Trace | null;
  /** Resolves when everything so far has been written. */
  flush(): Promise<void>;
};

export type Traced = Pick<
  ImEventOf<"message">,
  "conversationId" | "kind" | "messageId" | "from" | "timestamp" | "transient" | "actor" | "to" | "noSync"
>;

/** The account of one message, written while it is pushed. */
export type Trace = {
  /** Whom the conversation has: receivers are then named by their place in its list of members. */
  setAudience(conversation: KnownConversation): void;
  /** Too many to name each: they are counted, some of them named. */
  setCrowd(scope: TraceBody["scope"]): void;
  /** How many could have been reached. */
  countMeant(count: number): void;
  /** A session of a receiver got it; not when it is being dropped for not reading. */
  push(who: number | string, session: number, isSent: boolean): void;
  /** A session that did not get it, being behind with what matters more. */
  skip(): void;
  /** Nothing more will be pushed. */
  end(): void;
};

type Known = { row: KnownConversation["row"]; number: number };

/** A tracer over the gateway's store. */
export function createTracer({ context, hub, log }: Pick<Gateway, "context" | "hub" | "log">): Tracer {
  const audiences = new BoundedMap<string, Known>(MAX_AUDIENCES);
  let lastAudience = 0;
  const batch = createBatch<TraceRow>({
    write: (rows) => context.store.addTraces(rows, context.now()),
    onLost(count, error) {
      // What was lost may have been the only mention of an audience.
      audiences.clear();
      log.error({ err: error, count }, "what became of messages was not kept");
    },
  });

  /** The number under which the members and mutes are stored, and their text when they are not yet. */
  function audienceOf({ row }: KnownConversation): Pick<TraceRow, "audience" | "audienceBody"> {
    const known = audiences.get(row.objectId);
    if (known && isSame(known.row.members, row.members) && isSame(known.row.muted, row.muted)) {
      return { audience: known.number };
    }
    lastAudience += 1;
    audiences.set(row.objectId, { row, number: lastAudience });
    return {
      audience: lastAudience,
      audienceBody: JSON.stringify({ members: row.members, muted: row.muted }),
    };
  }

  function begin(event: Traced): Trace | null {
    if (event.transient || event.kind === "temporary") return null;
    const { actor, to } = event;
    const isPrivate = event.kind === "service" && to !== null;
    let conversation: KnownConversation | null = null;
    let most = MAX_NAMED;
    let [sessions, dropped, skipped] = [0, 0, 0];
    let meant: number | null = null;
    let scope: TraceBody["scope"] = to === null ? "members" : "clients";
    const pushed: TraceBody["pushed"] = [];
    /** Each client that was there; null when it is counted only. A room has its sessions in any order. */
    const seen = new Map<number | string, TraceBody["pushed"][number] | null>();

    return {
      setAudience(known) {
        conversation = known;
      },
      setCrowd(crowd) {
        scope = crowd;
        most = MAX_SAMPLE;
      },
      countMeant(count) {
        meant = (meant ?? 0) + count;
      },
      push(who, session, isSent) {
        if (isSent) sessions += 1;
        else dropped += 1;
        let named = seen.get(who);
        if (named === undefined) {
          named = seen.size < most ? [who] : null;
          seen.set(who, named);
          if (named) pushed.push(named);
        }
        if (named && named.length <= MAX_SESSIONS) named.push(isSent ? session : -session);
      },
      skip() {
        skipped += 1;
      },
      end() {
        const clients = seen.size;
        const body: TraceBody = {
          conversationId: event.conversationId,
          kind: event.kind,
          scope,
          from: event.from,
          by: actor.clientId === null ? null : [actor.clientId, actor.sessionId],
          noSync: event.noSync || undefined,
          to: to ?? undefined,
          pushed,
          crowd:
            most === MAX_SAMPLE || clients > most
              ? { meant, clients, sessions, dropped, skipped }
              : undefined,
        };
        const isKept = batch.add({
          messageId: event.messageId,
          timestamp: event.timestamp,
          clientId: isPrivate ? (to?.[0] ?? null) : null,
          run: hub.run,
          audience: null,
          ...(conversation ? audienceOf(conversation) : {}),
          body: JSON.stringify(body),
        });
        if (!isKept) audiences.delete(event.conversationId);
      },
    };
  }

  return { begin, flush: () => batch.flush() };
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a === b || (a.length === b.length && a.every((item, index) => item === b[index]));
}
