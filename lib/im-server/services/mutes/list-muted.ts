import type { ImContext } from "../context";
import { ImError } from "../errors";

/** Who has muted the conversation. @throws ImError 4303 */
export async function listMuted(context: ImContext, conversationId: string): Promise<string[]> {
  const row = await context.store.getConversation(conversationId);
  if (row === null) throw new ImError(4303);
  return row.muted;
}
