import { limits } from "@/lib/protocol/limits";
import type { SubscriptionRow } from "../../store/interface";
import type { ImContext } from "../context";

/**
 * The service conversations that a client subscribes to; `new` from the first subscription on,
 * `old` from the latest back. A page continues after (`conversationId`, `timestamp`).
 */
export function listSubscriptions(
  context: ImContext,
  clientId: string,
  page: { limit?: number; conversationId?: string; timestamp?: number; direction?: "old" | "new" },
): Promise<SubscriptionRow[]> {
  return context.store.getSubscriptions(clientId, {
    conversationId: page.conversationId,
    timestamp: page.timestamp,
    limit: Math.min(Math.max(page.limit ?? limits.subscribersPage, 1), limits.historyMax),
    direction: page.direction ?? "new",
  });
}
