import type { Message } from "@/lib/contracts/messages";

/** `copies`: a system message stands once in the private history of each of its recipients. */
export interface FeedMessage {
  message: Message;
  copies: number;
}

/** Messages of one conversation that follow each other without one of another conversation between. */
export interface MessageRun {
  key: string;
  conversationId: string;
  /** The user of a service's private history; null also for messages to several. */
  toClientId: string | null;
  messages: FeedMessage[];
}

/** Groups a newest-first list into runs; the order stays. A new day (`dayOf`) also begins a new run. */
export function groupRuns(messages: readonly Message[], dayOf: (at: number) => string): MessageRun[] {
  const runs: MessageRun[] = [];
  let day = "";
  for (const row of collapseCopies(messages)) {
    const { message } = row;
    const toClientId = row.copies > 1 ? null : message.toClientId;
    const last = runs.at(-1);
    const messageDay = dayOf(message.timestamp);
    const isSame = last?.conversationId === message.conversationId && last.toClientId === toClientId;
    if (last && isSame && day === messageDay) last.messages.push(row);
    else {
      const key = `${message.conversationId}/${message.timestamp}/${message.id}`;
      runs.push({ key, conversationId: message.conversationId, toClientId, messages: [row] });
    }
    day = messageDay;
  }
  return runs;
}

/** One row for each message, where its first copy stands. */
function collapseCopies(messages: readonly Message[]): FeedMessage[] {
  const rows = new Map<string, FeedMessage>();
  for (const message of messages) {
    const key = `${message.conversationId}/${message.id}`;
    const same = rows.get(key);
    if (same) same.copies += 1;
    else rows.set(key, { message, copies: 1 });
  }
  return [...rows.values()];
}

export type FeedItem =
  | { type: "day"; key: string; at: number }
  | { type: "run"; key: string; run: MessageRun }
  | { type: "message"; key: string; message: Message; copies: number; isLast: boolean };

/** The flat rows of the list: a day, then each run's heading and its messages. */
export function toFeed(runs: readonly MessageRun[], dayOf: (at: number) => string): FeedItem[] {
  const items: FeedItem[] = [];
  let day = "";
  for (const run of runs) {
    const first = run.messages[0];
    if (!first) continue;
    const runDay = dayOf(first.message.timestamp);
    if (runDay !== day) items.push({ type: "day", key: `day/${runDay}`, at: first.message.timestamp });
    day = runDay;
    items.push({ type: "run", key: `run/${run.key}`, run });
    run.messages.forEach(({ message, copies }, index) => {
      const key = `${message.conversationId}/${message.id}`;
      items.push({ type: "message", key, message, copies, isLast: index === run.messages.length - 1 });
    });
  }
  return items;
}
