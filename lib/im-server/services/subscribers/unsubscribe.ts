import type { ImContext } from "../context";
import { requireKind } from "../conversations/require-kind";

/** Ends a subscription if there is one. @throws ImError 4303, 4313 */
export async function unsubscribe(
  context: ImContext,
  conversationId: string,
  clientId: string,
): Promise<void> {
  await requireKind(context, conversationId, "service");
  await context.store.unsubscribe(conversationId, clientId);
  context.events.emit({ type: "unsubscribed", conversationId, clientId });
}
