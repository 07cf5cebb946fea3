import type { ConversationRow } from "../../store/interface";
import type { ImContext } from "../context";
import { requireKind } from "../conversations/require-kind";
import { ImError } from "../errors";
import { type Actor, initiatorOf, masterActor } from "../events";

/**
 * Removes clients from a normal conversation; who is no member does not matter.
 * @throws ImError 4303 no such conversation, 4314 not a normal one
 */
export async function removeMembers(
  context: ImContext,
  conversationId: string,
  clientIds: string[],
  actor: Actor = masterActor,
): Promise<{ row: ConversationRow; removed: string[] }> {
  await requireKind(context, conversationId, "normal");
  const change = await context.store.removeMembers(
    conversationId,
    clientIds,
    context.now(),
    initiatorOf(actor),
  );
  if (change.status === "not-found") throw new ImError(4303);
  if (change.changed.length > 0) {
    context.events.emit({ type: "members-removed", actor, row: change.row, clientIds: change.changed });
  }
  return { row: change.row, removed: change.changed };
}
