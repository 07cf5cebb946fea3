import type { ImContext } from "../context";
import { requireKind } from "../conversations/require-kind";

/** A client blocks a conversation for itself: nobody can add it there. @throws ImError 4303 */
export async function refuseConversation(
  context: ImContext,
  clientId: string,
  conversationId: string,
): Promise<void> {
  await requireKind(context, conversationId, null);
  await context.store.addToList("refusals", conversationId, [clientId], context.now());
}
