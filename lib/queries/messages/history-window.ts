import type { HistoryPage, Message } from "@/lib/contracts/messages";

/**
 * The part of a history that is kept in memory: one run of messages without a hole, oldest first.
 * `older` / `newer` say from where to read on at each end; null: nothing more there.
 */
export interface HistoryWindow {
  messages: Message[];
  older: string | null;
  newer: string | null;
}

/** A message's place as it stands in addresses and cursors. */
export function cursorOf(message: Pick<Message, "timestamp" | "id">): string {
  return `${message.timestamp}.${message.id}`;
}

/** The timestamp part of a cursor. */
export function cursorTime(cursor: string): number {
  return Number.parseInt(cursor, 10);
}

/** The message id part of a cursor, when it has one. */
export function cursorMessageId(cursor: string): string | null {
  const dot = cursor.indexOf(".");
  return dot < 0 ? null : cursor.slice(dot + 1);
}

/** The first page becomes the window. */
export function windowFromPage(page: HistoryPage): HistoryWindow {
  return { messages: page.messages, older: page.older, newer: page.newer };
}
