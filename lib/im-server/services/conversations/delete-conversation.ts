import type { ImContext } from "../context";

/** Deletes a conversation with its messages, members and lists. False when there was none. */
export async function deleteConversation(context: ImContext, conversationId: string): Promise<boolean> {
  context.kinds.delete(conversationId);
  const deleted = await context.store.deleteConversation(conversationId);
  // A send that ran meanwhile may have put it back.
  context.kinds.delete(conversationId);
  if (deleted) context.events.emit({ type: "conversation-deleted", conversationId });
  return deleted;
}
