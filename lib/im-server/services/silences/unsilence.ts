import type { ImContext } from "../context";
import { requireKind } from "../conversations/require-kind";
import { type Actor, masterActor } from "../events";

/** Lifts permanent silences. @throws ImError 4303 */
export async function unsilence(
  context: ImContext,
  conversationId: string,
  clientIds: string[],
  actor: Actor = masterActor,
): Promise<void> {
  await requireKind(context, conversationId, null);
  await context.store.removeFromList("silences", conversationId, clientIds);
  context.events.emit({ type: "unsilenced", actor, conversationId, clientIds, at: context.now() });
}
