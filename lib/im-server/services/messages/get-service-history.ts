import type { HistoryBound, HistoryQuery, MessageBox, MessageRow } from "../../store/interface";
import type { ImContext } from "../context";
import { type HistoryInput, historyBounds } from "./history-bounds";

/**
 * The history between a service conversation and one of its users: their own messages, and, for a
 * subscriber, what was sent to all subscribers since the subscription. Those are kept once, in the
 * service's shared history, and merged here.
 */
export async function getServiceHistory(
  context: ImContext,
  box: Required<MessageBox>,
  input: HistoryInput,
): Promise<MessageRow[]> {
  const bounds = historyBounds(input);
  if (bounds.limit === 0) return [];
  const own = context.store.getHistory({ scope: { kind: "box", box }, ...bounds });
  const subscription = await context.store.getSubscription(box.conversationId, box.clientId);
  if (subscription === null) return own;
  const clipped = clip(bounds, subscription.timestamp);
  const shared = context.store.getHistory({
    scope: { kind: "box", box: { conversationId: box.conversationId } },
    ...clipped,
  });
  const rows = [...(await own), ...(await shared)];
  rows.sort(bounds.direction === "newer" ? byTime : (a, b) => byTime(b, a));
  return rows.slice(0, bounds.limit);
}

/** Moves the older end of the walk up to the time of subscription. */
function clip(
  bounds: Pick<HistoryQuery, "direction" | "start" | "stop" | "limit">,
  since: number,
): Pick<HistoryQuery, "direction" | "start" | "stop" | "limit"> {
  const floor: HistoryBound = { timestamp: since, inclusive: true };
  const end = bounds.direction === "newer" ? "start" : "stop";
  return bounds[end].timestamp >= since ? bounds : { ...bounds, [end]: floor };
}

function byTime(a: MessageRow, b: MessageRow): number {
  return a.timestamp - b.timestamp || (a.messageId < b.messageId ? -1 : 1);
}
