import type { ImContext } from "../context";
import { requireKind } from "../conversations/require-kind";

/** Lifts permanent silences. @throws ImError 4303 */
export async function unsilence(
  context: ImContext,
  conversationId: string,
  clientIds: string[],
): Promise<void> {
  await requireKind(context, conversationId, null);
  await context.store.removeFromList("silences", conversationId, clientIds);
}
