import type { ImContext } from "../context";
import { requireKind } from "../conversations/require-kind";

/** Silences a client for `seconds` (a day at most, checked at the edge). @throws ImError 4303 */
export async function silenceTemporarily(
  context: ImContext,
  conversationId: string,
  clientId: string,
  seconds: number,
): Promise<void> {
  await requireKind(context, conversationId, null);
  const now = context.now();
  await context.store.addToList("temporary-silences", conversationId, [clientId], now, {
    until: now + seconds * 1000,
  });
  context.events.emit({ type: "silences-changed", conversationId });
}
