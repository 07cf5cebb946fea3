import { addToList } from "../client-lists/add-to-list";
import type { ImContext } from "../context";
import { requireKind } from "../conversations/require-kind";

/**
 * Blocks clients from a conversation: they leave it (or lose their subscription) and cannot be
 * added again.
 * @throws ImError 4303 no such conversation, 4543 list full
 */
export async function blockClients(
  context: ImContext,
  conversationId: string,
  clientIds: string[],
): Promise<void> {
  const kind = await requireKind(context, conversationId, null);
  await addToList(context, "blocks", conversationId, clientIds);
  if (kind === "normal") await context.store.removeMembers(conversationId, clientIds, context.now());
  if (kind === "service") {
    await Promise.all(clientIds.map((clientId) => context.store.unsubscribe(conversationId, clientId)));
  }
}
