import { uniqueClientIds } from "@/lib/protocol/client-id";
import type { ImContext } from "../context";
import { requireKind } from "../conversations/require-kind";
import { badRequest } from "../errors";
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
  if (clientIds.length === 0) throw badRequest("to_clients must name at least one client.");
  await requireKind(context, input.conversationId, "service", 4401);
  const messageId = newMessageId();
  const now = context.now();
  if (input.transient) return { messageId, timestamp: now };
  const rows = await Promise.all(
    clientIds.map((clientId) =>
      context.store.appendMessage({
        box: { conversationId: input.conversationId, clientId },
        messageId,
        from: input.from,
        data: input.data,
        binary: input.binary ?? false,
        mentionAll: false,
        mentionClientIds: [],
        fromIp: input.fromIp,
        countsUnread: true,
        now,
      }),
    ),
  );
  return { messageId, timestamp: Math.max(...rows.map((row) => row.timestamp)) };
}
