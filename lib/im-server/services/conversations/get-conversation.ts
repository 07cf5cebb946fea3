import type { ConversationRow } from "../../store/interface";
import type { ImContext } from "../context";

/** The conversation, or null. */
export function getConversation(context: ImContext, conversationId: string): Promise<ConversationRow | null> {
  return context.store.getConversation(conversationId);
}
