import type { ImContext } from "../context";
import { requireKind } from "../conversations/require-kind";
import { masterActor } from "../events";

/** Removes an entry: the client has the role Member again. @throws ImError 4303 */
export async function deleteMemberInfo(
  context: ImContext,
  conversationId: string,
  infoId: string,
): Promise<void> {
  await requireKind(context, conversationId, null);
  const row = await context.store.deleteMemberInfo(conversationId, infoId);
  if (row === null) return;
  const { clientId } = row;
  const role = "Member";
  const at = context.now();
  context.events.emit({
    type: "role-changed",
    actor: masterActor,
    conversationId,
    clientId,
    role,
    infoId,
    at,
  });
}
