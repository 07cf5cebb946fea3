import type { ImContext } from "../context";
import { requireKind } from "../conversations/require-kind";
import { type Actor, initiatorOf, masterActor } from "../events";

/** Takes clients off a conversation's block list. @throws ImError 4303 */
export async function unblockClients(
  context: ImContext,
  conversationId: string,
  clientIds: string[],
  actor: Actor = masterActor,
): Promise<void> {
  await requireKind(context, conversationId, null);
  const at = context.now();
  await context.store.removeFromList("blocks", conversationId, clientIds, { by: initiatorOf(actor), at });
  context.events.emit({ type: "unblocked", actor, conversationId, clientIds, at });
}
