import type { ConversationRow } from "../../store/interface";
import type { ImContext } from "../context";
import { updateConversation } from "../conversations/update-conversation";

/** Lets offline push reach clients again. @throws ImError 4303 */
export async function unmuteMembers(
  context: ImContext,
  conversationId: string,
  clientIds: string[],
): Promise<ConversationRow> {
  const ops = [{ kind: "remove" as const, path: ["mu"] as [string], values: clientIds }];
  return (await updateConversation(context, conversationId, ops)).row;
}
