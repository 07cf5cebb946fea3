import type { ImContext } from "../context";
import { requireKind } from "../conversations/require-kind";

/** Whether a client subscribes to a service conversation. @throws ImError 4303, 4313 */
export async function isSubscribed(
  context: ImContext,
  conversationId: string,
  clientId: string,
): Promise<boolean> {
  await requireKind(context, conversationId, "service");
  return context.store.isSubscribed(conversationId, clientId);
}
