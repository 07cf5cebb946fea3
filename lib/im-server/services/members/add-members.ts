import { limits } from "@/lib/protocol/limits";
import type { ConversationRow, MemberFailure } from "../../store/interface";
import type { ImContext } from "../context";
import { requireKind } from "../conversations/require-kind";
import { ImError } from "../errors";
import { type Actor, initiatorOf, masterActor } from "../events";

export type MembersAdded = { row: ConversationRow; added: string[]; failed: MemberFailure[] };

/**
 * Adds clients to a normal conversation. Who cannot be added is listed in `failed`.
 * @throws ImError 4303 no such conversation, 4314 not a normal one, and 4304 (full) or 4548
 *   (blocked) when nobody at all could be added
 */
export async function addMembers(
  context: ImContext,
  conversationId: string,
  clientIds: string[],
  actor: Actor = masterActor,
): Promise<MembersAdded> {
  await requireKind(context, conversationId, "normal");
  const change = await context.store.addMembers(
    conversationId,
    clientIds,
    limits.members,
    context.now(),
    initiatorOf(actor),
  );
  if (change.status === "not-found") throw new ImError(4303);
  const [failure] = change.failed;
  if (failure && change.changed.length === 0) {
    throw new ImError(failure.reason === "blocked" ? 4548 : 4304);
  }
  if (change.changed.length > 0) {
    context.events.emit({ type: "members-added", actor, row: change.row, clientIds: change.changed });
  }
  return { row: change.row, added: change.changed, failed: change.failed };
}
