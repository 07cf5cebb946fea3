import "server-only";
import { createHash } from "node:crypto";
import type { LiveEvent } from "@/lib/contracts/live";
import type { HistoryRow } from "@/lib/protocol/rest/history";
import { formatCursor } from "../../history/cursor";
import { placeOf } from "../../history/present-message";

/** What is kept of a message that was seen. */
export type SeenMessage = {
  /** The id that history is asked by: message ids are only said to be unique within it. */
  box: string;
  messageId: string;
  conversationId: string;
  clientId: string | null;
  timestamp: number;
  /** What an edit or a recall changes. */
  print: string;
};
/** The whole history's newest rows, oldest first: all of them behind `from`, and up to `until`. */
export type Stretch = { rows: readonly HistoryRow[]; from: number; until: number };

/** What a look found, and what is to be kept of it. */
export type Difference = { events: LiveEvent[]; put: SeenMessage[]; drop: SeenMessage[] };

/** Missing once, a message may only be late; missing again, it was deleted. */
const looksMissed = 2;

/** The newest messages of a hosted app as they were seen last: what differs in the next look has happened meanwhile. */
export class SeenMessages {
  private readonly seen = new Map<string, SeenMessage & { missed: number }>();

  constructor(
    /** The newest time of a message. */
    public newest: number,
    /** What is not newer than this was never looked at, or is forgotten. */
    public knownFrom: number,
    kept: readonly SeenMessage[] = [],
  ) {
    for (const one of kept) this.put(one);
  }

  get all(): SeenMessage[] {
    return [...this.seen.values()].map(({ missed: _missed, ...one }) => one);
  }

  /** Takes a look as known; what is new, changed or gone since is told, oldest first. */
  take({ rows, from, until }: Stretch): Difference {
    const floor = Math.max(from, this.knownFrom);
    const found = new Set<string>();
    const events: LiveEvent[] = [];
    const put: SeenMessage[] = [];
    for (const row of rows) {
      if (row.timestamp <= floor) continue;
      const now = seenOf(row);
      const key = keyOf(now);
      found.add(key);
      const before = this.seen.get(key);
      if (before) before.missed = 0;
      if (before?.print === now.print) continue;
      events.push(before ? changed(now) : sent(now));
      put.push(now);
      this.put(now);
    }
    const drop = this.missed({ floor, until }, found);
    for (const one of drop) events.push(deleted(one));
    return { events, put, drop };
  }

  /** Forgets what is not newer than `until`; it is not looked at any more. */
  forget(until: number): void {
    if (until <= this.knownFrom) return;
    this.knownFrom = until;
    for (const [key, { timestamp }] of this.seen) if (timestamp <= until) this.seen.delete(key);
  }

  private put(one: SeenMessage): void {
    this.seen.set(keyOf(one), { ...one, missed: 0 });
    this.newest = Math.max(this.newest, one.timestamp);
  }

  private missed(
    { floor, until }: { floor: number; until: number },
    found: ReadonlySet<string>,
  ): SeenMessage[] {
    const gone: SeenMessage[] = [];
    for (const [key, one] of this.seen) {
      if (one.timestamp <= floor || one.timestamp > until || found.has(key)) continue;
      one.missed += 1;
      if (one.missed < looksMissed) continue;
      this.seen.delete(key);
      gone.push(one);
    }
    return gone;
  }
}

const lineOf = ({ conversationId, clientId }: SeenMessage) => ({ conversationId, clientId });
const cursorOf = ({ timestamp, messageId }: SeenMessage) => formatCursor({ timestamp, id: messageId });

function sent(one: SeenMessage): LiveEvent {
  return { type: "messages", ...lineOf(one), count: 1, newest: cursorOf(one) };
}

function changed(one: SeenMessage): LiveEvent {
  return { type: "message-changed", ...lineOf(one), at: cursorOf(one) };
}

function deleted(one: SeenMessage): LiveEvent {
  return { type: "message-deleted", ...lineOf(one), at: cursorOf(one) };
}

function keyOf({ box, messageId }: Pick<SeenMessage, "box" | "messageId">): string {
  return `${box} ${messageId}`;
}

function seenOf(row: HistoryRow): SeenMessage {
  const text = JSON.stringify([row.data, row["patch-timestamp"] ?? null, row.recall === true]);
  const print = createHash("sha1").update(text).digest("base64").slice(0, 12);
  const { timestamp, "conv-id": box, "msg-id": messageId } = row;
  return { box, messageId, ...placeOf(row), timestamp, print };
}
