import type { MemberInfoRow } from "../../store/interface";
import type { ImContext } from "../context";
import { requireKind } from "../conversations/require-kind";
import { type Actor, masterActor } from "../events";
import { newObjectId } from "../new-object-id";

/** Gives a client a role in a conversation; an earlier one is replaced. @throws ImError 4303 */
export async function putMemberInfo(
  context: ImContext,
  input: { conversationId: string; clientId: string; role: string },
  actor: Actor = masterActor,
): Promise<{ row: MemberInfoRow; updatedAt: number }> {
  await requireKind(context, input.conversationId, null);
  const now = context.now();
  const row = await context.store.putMemberInfo({ ...input, objectId: newObjectId(now) }, now);
  context.events.emit({
    type: "role-changed",
    actor,
    conversationId: row.conversationId,
    clientId: row.clientId,
    role: row.role,
    infoId: row.objectId,
    at: now,
  });
  return { row, updatedAt: now };
}
