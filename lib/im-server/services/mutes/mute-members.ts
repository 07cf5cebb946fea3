import type { ConversationRow } from "../../store/interface";
import type { ImContext } from "../context";
import { updateConversation } from "../conversations/update-conversation";

/** Stops offline push of this conversation for clients (`mu`). @throws ImError 4303 */
export async function muteMembers(
  context: ImContext,
  conversationId: string,
  clientIds: string[],
): Promise<ConversationRow> {
  const ops = [{ kind: "add-unique" as const, path: ["mu"] as [string], values: clientIds }];
  return (await updateConversation(context, conversationId, ops)).row;
}
