import type { ImContext } from "../context";
import { requireKind } from "../conversations/require-kind";
import { type Actor, initiatorOf, masterActor } from "../events";

/** Lifts permanent silences. @throws ImError 4303 */
export async function unsilence(
  context: ImContext,
  conversationId: string,
  clientIds: string[],
  actor: Actor = masterActor,
): Promise<void> {
  await requireKind(context, conversationId, null);
  const at = context.now();
  await context.store.removeFromList("silences", conversationId, clientIds, { by: initiatorOf(actor), at });
  context.events.emit({ type: "unsilenced", actor, conversationId, clientIds, at });
}
