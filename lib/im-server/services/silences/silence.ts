import { addToList } from "../client-lists/add-to-list";
import type { ImContext } from "../context";

/** Silences clients in a conversation until it is lifted. @throws ImError 4303, 4561 */
export function silence(context: ImContext, conversationId: string, clientIds: string[]): Promise<void> {
  return addToList(context, "silences", conversationId, clientIds);
}
