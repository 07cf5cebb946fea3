import type { Message } from "@/lib/contracts/messages";

/** Messages of one conversation that follow each other without one of another conversation between. */
export interface MessageRun {
  key: string;
  conversationId: string;
  toClientId: string | null;
  messages: Message[];
}

/** Groups a newest-first list into runs; the order stays. A new day (`dayOf`) also begins a new run. */
export function groupRuns(messages: readonly Message[], dayOf: (at: number) => string): MessageRun[] {
  const runs: MessageRun[] = [];
  let day = "";
  for (const message of messages) {
    const last = runs.at(-1);
    const messageDay = dayOf(message.timestamp);
    if (
      last &&
      day === messageDay &&
      last.conversationId === message.conversationId &&
      last.toClientId === message.toClientId
    ) {
      last.messages.push(message);
    } else {
      runs.push({
        key: `${message.conversationId}/${message.timestamp}/${message.id}`,
        conversationId: message.conversationId,
        toClientId: message.toClientId,
        messages: [message],
      });
    }
    day = messageDay;
  }
  return runs;
}

export type FeedItem =
  | { type: "day"; key: string; at: number }
  | { type: "run"; key: string; run: MessageRun }
  /** `copies`: a system message stands once in the private history of each of its recipients. */
  | { type: "message"; key: string; message: Message; copies: number; isLast: boolean };

/** The flat rows of the list: a day, then each run's heading and its messages. */
export function toFeed(runs: readonly MessageRun[], dayOf: (at: number) => string): FeedItem[] {
  const items: FeedItem[] = [];
  const known = new Map<string, FeedItem & { type: "message" }>();
  let day = "";
  for (const run of runs) {
    const rows: (FeedItem & { type: "message" })[] = [];
    for (const message of run.messages) {
      const key = `${message.conversationId}/${message.toClientId ?? ""}/${message.id}`;
      const same = known.get(key);
      if (same) {
        same.copies += 1;
        continue;
      }
      const row = { type: "message" as const, key, message, copies: 1, isLast: false };
      known.set(key, row);
      rows.push(row);
    }
    const [first] = rows;
    const last = rows.at(-1);
    if (!first || !last) continue;
    last.isLast = true;
    const runDay = dayOf(first.message.timestamp);
    if (runDay !== day) items.push({ type: "day", key: `day/${runDay}`, at: first.message.timestamp });
    day = runDay;
    items.push({ type: "run", key: `run/${run.key}`, run }, ...rows);
  }
  return items;
}
