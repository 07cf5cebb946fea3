import { uniqueClientIds } from "@/lib/protocol/client-id";
import { limits } from "@/lib/protocol/limits";
import type { ImContext } from "../context";
import { requireKind } from "../conversations/require-kind";
import { ImError } from "../errors";
import { type Actor, initiatorOf, masterActor } from "../events";

/**
 * Silences clients in a conversation until it is lifted.
 * @throws ImError 4303 no such conversation, 4561 above 500 (10 000 for rooms and services)
 */
export async function silence(
  context: ImContext,
  conversationId: string,
  clientIds: string[],
  actor: Actor = masterActor,
): Promise<void> {
  const kind = await requireKind(context, conversationId, null);
  const capacity = kind === "normal" ? limits.clientList : limits.clientListLarge;
  const at = context.now();
  const options = { capacity, by: initiatorOf(actor) };
  const wanted = uniqueClientIds(clientIds);
  if (!(await context.store.addToList("silences", conversationId, wanted, at, options))) {
    throw new ImError(4561, `At most ${capacity} clients.`);
  }
  context.events.emit({ type: "silenced", actor, conversationId, clientIds, at });
}
