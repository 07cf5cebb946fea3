import type { ImContext } from "../context";
import { requireKind } from "../conversations/require-kind";

/** How many clients subscribe to a service conversation. @throws ImError 4303, 4313 */
export async function countSubscribers(context: ImContext, conversationId: string): Promise<number> {
  await requireKind(context, conversationId, "service");
  return context.store.countSubscribers(conversationId);
}
