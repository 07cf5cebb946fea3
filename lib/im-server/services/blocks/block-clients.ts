import { uniqueClientIds } from "@/lib/protocol/client-id";
import { limits } from "@/lib/protocol/limits";
import type { ImContext } from "../context";
import { requireKind } from "../conversations/require-kind";
import { ImError } from "../errors";
import { type Actor, initiatorOf, masterActor } from "../events";

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
  const capacity = kind === "normal" ? limits.clientList : limits.clientListLarge;
  const at = context.now();
  const options = { capacity, by: initiatorOf(actor) };
  const left = await context.store.blockClients(conversationId, uniqueClientIds(clientIds), at, options);
  if (left === null) throw new ImError(4543, `At most ${capacity} clients.`);
  context.events.emit({ type: "blocked", actor, conversationId, clientIds, at });
  if (left.status === "changed" && left.changed.length > 0) {
    context.events.emit({ type: "members-removed", actor, row: left.row, clientIds: left.changed });
  }
  if (kind !== "service") return;
  for (const clientId of clientIds) context.events.emit({ type: "unsubscribed", conversationId, clientId });
}
