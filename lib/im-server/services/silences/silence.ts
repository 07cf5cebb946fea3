import { addToList } from "../client-lists/add-to-list";
import type { ImContext } from "../context";
import { type Actor, masterActor } from "../events";

/** Silences clients in a conversation until it is lifted. @throws ImError 4303, 4561 */
export async function silence(
  context: ImContext,
  conversationId: string,
  clientIds: string[],
  actor: Actor = masterActor,
): Promise<void> {
  const at = await addToList(context, "silences", conversationId, clientIds, actor);
  context.events.emit({ type: "silenced", actor, conversationId, clientIds, at });
}
