import type { ImContext } from "../context";
import { requireKind } from "../conversations/require-kind";

/** Removes an entry: the client has the role Member again. @throws ImError 4303 */
export async function deleteMemberInfo(
  context: ImContext,
  conversationId: string,
  infoId: string,
): Promise<void> {
  await requireKind(context, conversationId, null);
  await context.store.deleteMemberInfo(conversationId, infoId);
}
