import type { ImContext } from "../context";
import { requireKind } from "../conversations/require-kind";
import { masterActor } from "../events";
import { checkMessage } from "../messages/check-message";
import { newMessageId } from "../messages/new-message-id";
import type { SentMessage } from "../messages/send-message";
import { takeSubscriberQuota } from "../quotas/take-quota";

/**
 * Sends a message to all subscribers of a service conversation. It is kept once, in the service's
 * shared history, however many subscribers there are.
 * @throws ImError 4401 no such conversation, 4313 not a service, 4109 too large, 429 or 1 rates
 */
export async function sendSubscriberMessage(
  context: ImContext,
  input: { conversationId: string; from: string; data: string; pushData?: unknown; fromIp: string | null },
): Promise<SentMessage> {
  checkMessage(input);
  await requireKind(context, input.conversationId, "service", 4401);
  await takeSubscriberQuota(context);
  const messageId = newMessageId();
  const message = {
    messageId,
    from: input.from,
    data: input.data,
    binary: false,
    mentionAll: false,
    mentionClientIds: [],
  };
  const row = await context.store.appendMessage({
    ...message,
    box: { conversationId: input.conversationId },
    fromIp: input.fromIp,
    countsUnread: true,
    now: context.now(),
  });
  context.events.emit({
    ...message,
    type: "message",
    actor: masterActor,
    conversationId: input.conversationId,
    kind: "service",
    timestamp: row.timestamp,
    transient: false,
    to: null,
    receipt: false,
    noSync: false,
    priority: null,
    pushData: input.pushData ?? null,
  });
  return { messageId, timestamp: row.timestamp };
}
