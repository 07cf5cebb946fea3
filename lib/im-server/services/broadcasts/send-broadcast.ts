import { limits } from "@/lib/protocol/limits";
import type { ImContext } from "../context";
import { requireKind } from "../conversations/require-kind";
import { badRequest } from "../errors";
import { checkMessage } from "../messages/check-message";
import { newMessageId } from "../messages/new-message-id";
import type { SentMessage } from "../messages/send-message";
import { takeBroadcastQuota } from "../quotas/take-quota";
import { broadcastIdPrefix } from "./broadcast-id";

export type BroadcastInput = {
  conversationId: string;
  from: string;
  data: string;
  pushData?: unknown;
  /** A month from now unless said, and at most. */
  validTill?: number;
  /** Reaches only who is connected, and is not kept. */
  transient: boolean;
};

/**
 * Sends a message of a service conversation to every client of the app; kept apart from history
 * until its validity ends.
 * @throws ImError 4401 no such conversation, 4313 not a service, 4109 too large, 1 bad validity or
 *   the day's quota, 429 rate
 */
export async function sendBroadcast(context: ImContext, input: BroadcastInput): Promise<SentMessage> {
  checkMessage(input);
  const now = context.now();
  const validTill = input.validTill ?? now + limits.broadcastValidity;
  if (validTill <= now) throw badRequest("valid_till lies in the past.");
  if (validTill > now + limits.broadcastValidityMax) {
    throw badRequest("valid_till is more than one month from now.");
  }
  await requireKind(context, input.conversationId, "service", 4401);
  await takeBroadcastQuota(context);
  const messageId = broadcastIdPrefix + newMessageId();
  if (!input.transient) {
    await context.store.putBroadcast({
      messageId,
      conversationId: input.conversationId,
      from: input.from,
      data: input.data,
      pushData: input.pushData ?? null,
      timestamp: now,
      validTill,
      patchTimestamp: null,
    });
  }
  context.events.emit({
    type: "broadcast",
    conversationId: input.conversationId,
    messageId,
    from: input.from,
    data: input.data,
    timestamp: now,
    transient: input.transient,
    validTill,
  });
  return { messageId, timestamp: now };
}
