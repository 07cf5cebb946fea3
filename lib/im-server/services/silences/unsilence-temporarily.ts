import type { ImContext } from "../context";
import { requireKind } from "../conversations/require-kind";

/** Lifts a temporary silence before its time. @throws ImError 4303 */
export async function unsilenceTemporarily(
  context: ImContext,
  conversationId: string,
  clientId: string,
): Promise<void> {
  await requireKind(context, conversationId, null);
  await context.store.removeFromList("temporary-silences", conversationId, [clientId]);
  context.events.emit({ type: "silences-changed", conversationId });
}
