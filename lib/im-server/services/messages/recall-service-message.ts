import { isBroadcastId } from "../broadcasts/broadcast-id";
import type { ImContext } from "../context";
import { requireKind } from "../conversations/require-kind";
import { ImError } from "../errors";
import { recallMessage } from "./recall-message";
import { requireCopies, type ServiceTarget, takeTargetQuota } from "./service-target";

/**
 * Recalls a message of a service conversation. Broadcasts cannot be recalled, only deleted.
 * @throws ImError 4303, 4313, 4404, 4403, and 429 or 1 by the rates of its kind
 */
export async function recallServiceMessage(context: ImContext, target: ServiceTarget): Promise<void> {
  await requireKind(context, target.conversationId, "service");
  if (isBroadcastId(target.messageId)) throw new ImError(4404, "A broadcast is deleted, not recalled.");
  await takeTargetQuota(context, target);
  for (const box of await requireCopies(context, target)) {
    await recallMessage(context, { ...target, box });
  }
}
