import { isBroadcastId } from "../broadcasts/broadcast-id";
import { editBroadcast } from "../broadcasts/edit-broadcast";
import type { ImContext } from "../context";
import { requireKind } from "../conversations/require-kind";
import { editMessage } from "./edit-message";
import { requireCopies, type ServiceTarget, takeTargetQuota } from "./service-target";

/**
 * Edits a message of a service conversation: the copies of single clients, what all subscribers
 * got, or a broadcast.
 * @throws ImError 4303, 4313, 4404, 4403, 4405, 4109, and 429 or 1 by the rates of its kind
 */
export async function editServiceMessage(
  context: ImContext,
  target: ServiceTarget,
  text: { data: string; mentionAll?: boolean; mentionClientIds?: string[] },
): Promise<void> {
  await requireKind(context, target.conversationId, "service");
  if (isBroadcastId(target.messageId)) {
    await editBroadcast(context, { ...target, data: text.data });
    return;
  }
  await takeTargetQuota(context, target);
  for (const box of await requireCopies(context, target)) {
    await editMessage(context, { ...target, ...text, box });
  }
}
