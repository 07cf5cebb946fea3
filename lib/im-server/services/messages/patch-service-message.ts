import { isBroadcastId } from "../broadcasts/broadcast-id";
import { editBroadcast } from "../broadcasts/edit-broadcast";
import type { ImContext } from "../context";
import { requireKind } from "../conversations/require-kind";
import { ImError } from "../errors";
import { takeNormalQuota, takeSubscriberQuota } from "../quotas/take-quota";
import { editMessage } from "./edit-message";
import { recallMessage } from "./recall-message";

type Target = {
  conversationId: string;
  messageId: string;
  timestamp: number;
  from: string;
  /** Whose copies; without, the message went to all subscribers or is a broadcast. */
  toClientIds?: string[];
};

/**
 * Edits a message of a service conversation: the copies of single clients, what all subscribers
 * got, or a broadcast.
 * @throws ImError 4303, 4313, 4404, 4403, 4405, 4109, and 429 or 1 by the rates of its kind
 */
export async function editServiceMessage(
  context: ImContext,
  target: Target,
  text: { data: string; mentionAll?: boolean; mentionClientIds?: string[] },
): Promise<void> {
  await requireKind(context, target.conversationId, "service");
  if (isBroadcastId(target.messageId)) {
    await editBroadcast(context, { ...target, data: text.data });
    return;
  }
  await takeQuota(context, target);
  for (const box of boxesOf(target)) await editMessage(context, { ...target, ...text, box });
}

/**
 * Recalls a message of a service conversation. Broadcasts cannot be recalled, only deleted.
 * @throws ImError 4303, 4313, 4404, 4403, and 429 or 1 by the rates of its kind
 */
export async function recallServiceMessage(context: ImContext, target: Target): Promise<void> {
  await requireKind(context, target.conversationId, "service");
  if (isBroadcastId(target.messageId)) throw new ImError(4404, "A broadcast is deleted, not recalled.");
  await takeQuota(context, target);
  for (const box of boxesOf(target)) await recallMessage(context, { ...target, box });
}

async function takeQuota(context: ImContext, target: Target): Promise<void> {
  if (target.toClientIds === undefined) await takeSubscriberQuota(context);
  else takeNormalQuota(context);
}

function boxesOf({ conversationId, toClientIds }: Target) {
  return toClientIds === undefined
    ? [{ conversationId }]
    : toClientIds.map((clientId) => ({ conversationId, clientId }));
}
