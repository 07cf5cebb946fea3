import type { ImContext } from "../context";
import { requireKind } from "../conversations/require-kind";
import type { Actor } from "../events";
import { checkMessage, type MessageContent } from "./check-message";
import { newMessageId } from "./new-message-id";
import type { SentMessage } from "./send-message";

/**
 * A client's message to a service conversation: kept in the history between the two and in the
 * class `_SysMessage`, which the app's own server reads. Its other sessions get it.
 * @throws ImError 4401 no such conversation, 4109 too large
 */
export async function sendToService(
  context: ImContext,
  input: MessageContent & {
    conversationId: string;
    from: string;
    transient: boolean;
    fromIp: string | null;
    actor: Actor;
    token?: string;
  },
): Promise<SentMessage> {
  checkMessage(input);
  const { conversationId, from } = input;
  await requireKind(context, conversationId, "service", 4401);
  const messageId = newMessageId();
  const now = context.now();
  const message = {
    messageId,
    from,
    data: input.data,
    binary: input.binary ?? false,
    mentionAll: false,
    mentionClientIds: [],
  };
  let timestamp = now;
  if (!input.transient) {
    const fields = {
      conv: { __type: "Pointer", className: "_Conversation", objectId: conversationId },
      msgId: messageId,
      from,
      fromIp: input.fromIp,
      data: message.data,
      bin: message.binary,
    };
    const stored = await context.store.appendMessage({
      ...message,
      box: { conversationId, clientId: from },
      fromIp: input.fromIp,
      countsUnread: true,
      now,
      token: input.token,
      object: { className: "_SysMessage", fields },
    });
    if (stored.isRepeat) return stored;
    timestamp = stored.timestamp;
  }
  context.events.emit({
    ...message,
    type: "message",
    actor: input.actor,
    conversationId,
    kind: "service",
    timestamp,
    transient: input.transient,
    to: [from],
    receipt: false,
    noSync: false,
    priority: null,
    pushData: null,
  });
  return { messageId, timestamp };
}
