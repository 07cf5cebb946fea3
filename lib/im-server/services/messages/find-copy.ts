import type { MessageBox, MessageRow } from "../../store/interface";
import type { ImContext } from "../context";

/** How far behind the answered timestamp a copy in another history may lie. */
const WINDOW = 60_000;
const SCAN = 1000;

/**
 * Finds one message by id and timestamp. Copies of a service message share the id, and nearly
 * always the timestamp: where a history was ahead of the clock they differ by some milliseconds,
 * so the neighbourhood is searched when the exact place is empty.
 */
export async function findCopy(
  context: ImContext,
  box: MessageBox,
  messageId: string,
  timestamp: number,
): Promise<MessageRow | null> {
  const exact = await context.store.getMessage({ box, messageId, timestamp });
  if (exact !== null || box.clientId === undefined) return exact;
  const near = await context.store.getHistory({
    scope: { kind: "box", box },
    direction: "older",
    start: { timestamp, inclusive: true },
    stop: { timestamp: Math.max(0, timestamp - WINDOW), inclusive: true },
    limit: SCAN,
  });
  return near.find((row) => row.messageId === messageId) ?? null;
}
