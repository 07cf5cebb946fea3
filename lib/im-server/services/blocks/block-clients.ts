import { addToList } from "../client-lists/add-to-list";
import type { ImContext } from "../context";
import { requireKind } from "../conversations/require-kind";
import { type Actor, initiatorOf, masterActor } from "../events";
import { unsubscribe } from "../subscribers/unsubscribe";

/**
 * Blocks clients from a conversation: they leave it (or lose their subscription) and cannot be
 * added again.
 * @throws ImError 4303 no such conversation, 4543 list full
 */
export async function blockClients(
  context: ImContext,
  conversationId: string,
  clientIds: string[],
  actor: Actor = masterActor,
): Promise<void> {
  const kind = await requireKind(context, conversationId, null);
  const at = await addToList(context, "blocks", conversationId, clientIds, actor);
  context.events.emit({ type: "blocked", actor, conversationId, clientIds, at });
  if (kind === "normal") {
    const change = await context.store.removeMembers(conversationId, clientIds, at, initiatorOf(actor));
    if (change.status === "changed" && change.changed.length > 0) {
      context.events.emit({ type: "members-removed", actor, row: change.row, clientIds: change.changed });
    }
  }
  if (kind === "service") {
    await Promise.all(clientIds.map((clientId) => unsubscribe(context, conversationId, clientId)));
  }
}
