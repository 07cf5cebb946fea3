import type { ImContext } from "../context";
import { requireKind } from "../conversations/require-kind";

/** A client takes back its own block of a conversation. @throws ImError 4303 */
export async function acceptConversation(
  context: ImContext,
  clientId: string,
  conversationId: string,
): Promise<void> {
  await requireKind(context, conversationId, null);
  await context.store.removeFromList("refusals", conversationId, [clientId]);
}
