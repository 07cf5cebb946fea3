import type { ImContext } from "../context";

/**
 * Deletes a conversation with its messages, members and lists. False when there was none, or something has
 * happened there since `idleSince`.
 */
export async function deleteConversation(
  context: ImContext,
  conversationId: string,
  idleSince?: number,
): Promise<boolean> {
  context.kinds.delete(conversationId);
  const deleted = await context.store.deleteConversation(conversationId, idleSince);
  // A send that ran meanwhile may have put it back.
  context.kinds.delete(conversationId);
  if (deleted) context.events.emit({ type: "conversation-deleted", conversationId });
  return deleted;
}
