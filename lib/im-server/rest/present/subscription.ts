import type { SubscriptionRow } from "../../store/interface";

/** One subscription of a page of subscribers, or of a client's subscriptions. */
export function presentSubscription(row: SubscriptionRow) {
  return { timestamp: row.timestamp, subscriber: row.clientId, conv_id: row.conversationId };
}
