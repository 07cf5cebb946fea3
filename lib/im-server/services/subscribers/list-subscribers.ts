import { limits } from "@/lib/protocol/limits";
import type { SubscriptionRow } from "../../store/interface";
import type { ImContext } from "../context";
import { requireKind } from "../conversations/require-kind";

/** A page of a service conversation's subscribers, after client `after`. @throws ImError 4303, 4313 */
export async function listSubscribers(
  context: ImContext,
  conversationId: string,
  page: { limit?: number; after?: string },
): Promise<SubscriptionRow[]> {
  await requireKind(context, conversationId, "service");
  const limit = Math.min(Math.max(page.limit ?? limits.subscribersPage, 1), limits.subscribersPage);
  return context.store.getSubscribers(conversationId, { limit, after: page.after ?? null });
}
