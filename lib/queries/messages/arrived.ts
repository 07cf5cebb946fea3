import type { Message } from "@/lib/contracts/messages";
import type { OutboxItem } from "./outbox";

/**
 * Items of which it is not known that they arrived, each with the message that seems to be it: the same words of the
 * same sender, newer than all that was known when it was sent. A message is one item's only.
 */
export function matchArrived(
  messages: readonly Message[],
  items: readonly OutboxItem[],
): ReadonlyMap<string, Message> {
  const found = new Map<string, Message>();
  const open = items.filter(isOpen);
  if (open.length === 0) return found;
  const taken = new Set(items.flatMap((item) => item.messageId ?? []));
  for (const item of open) {
    const match = messages.find(
      (message) =>
        message.timestamp > item.after &&
        message.from === item.body.from &&
        message.data === item.body.data &&
        !taken.has(message.id),
    );
    if (!match) continue;
    taken.add(match.id);
    found.set(item.operationId, match);
  }
  return found;
}

function isOpen({ state, error, messageId, body }: OutboxItem): boolean {
  if (messageId !== null || body.transient) return false;
  return state !== "failed" || error?.mayHaveArrived === true;
}

/** What a history tells of the items: which it shows, and which it seems to show although they were not confirmed. */
export function seenInHistory(messages: readonly Message[], items: readonly OutboxItem[]) {
  const ids = new Set(messages.map((message) => message.id));
  const arrived = matchArrived(messages, items);
  const isShown = (item: OutboxItem) =>
    item.messageId === null
      ? item.state === "sent" && arrived.has(item.operationId)
      : ids.has(item.messageId);
  return {
    shown: items.filter(isShown),
    unconfirmed: items.flatMap((item) => {
      const message = arrived.get(item.operationId);
      return message && item.state === "failed" ? [{ item, message }] : [];
    }),
  };
}
