import { uniqueClientIds } from "@/lib/protocol/client-id";
import type { ImContext } from "../context";
import { requireKind } from "../conversations/require-kind";
import { badRequest } from "../errors";
import { masterActor } from "../events";
import { checkMessage, type MessageContent } from "./check-message";
import { newMessageId } from "./new-message-id";
import type { SentMessage } from "./send-message";

export type ServiceSendInput = MessageContent & {
  conversationId: string;
  from: string;
  /** At most 20, subscribed or not. */
  toClientIds: string[];
  transient: boolean;
  fromIp: string | null;
  /** The sender's own sessions do not get it. */
  noSync?: boolean;
  priority?: number;
};

/**
 * Sends a message of a service conversation to single clients: one id, a copy in the history
 * between the service and each of them. Answers the newest copy's timestamp; copies carry the same
 * unless a history was already ahead of the clock.
 * @throws ImError 4401 no such conversation, 4313 not a service, 4109 too large, 1 no recipients
 */
export async function sendServiceMessage(context: ImContext, input: ServiceSendInput): Promise<SentMessage> {
  checkMessage(input);
  const clientIds = uniqueClientIds(input.toClientIds);
  if (clientIds.length === 0) throw badRequest("At least one recipient must be named.");
  await requireKind(context, input.conversationId, "service", 4401);
  const messageId = newMessageId();
  const now = context.now();
  const message = {
    messageId,
    from: input.from,
    data: input.data,
    binary: input.binary ?? false,
    mentionAll: false,
    mentionClientIds: [],
  };
  const timestamps = await Promise.all(
    clientIds.map(async (clientId) => {
      if (input.transient) return now;
      const box = { conversationId: input.conversationId, clientId };
      const row = await context.store.appendMessage({
        ...message,
        box,
        fromIp: input.fromIp,
        countsUnread: true,
        now,
      });
      return row.timestamp;
    }),
  );
  clientIds.forEach((clientId, index) => {
    context.events.emit({
      ...message,
      type: "message",
      actor: masterActor,
      conversationId: input.conversationId,
      kind: "service",
      timestamp: timestamps[index] ?? now,
      transient: input.transient,
      to: [clientId],
      receipt: false,
      noSync: input.noSync ?? false,
      priority: input.priority ?? null,
      pushData: input.pushData ?? null,
    });
  });
  return { messageId, timestamp: Math.max(...timestamps) };
}
