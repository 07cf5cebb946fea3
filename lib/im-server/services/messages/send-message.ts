import type { ConversationKind } from "../../store/interface";
import type { ImContext } from "../context";
import { requireKind } from "../conversations/require-kind";
import { ImError } from "../errors";
import { type Actor, masterActor } from "../events";
import { checkMessage, type MessageContent } from "./check-message";
import { newMessageId } from "./new-message-id";

export type SendInput = MessageContent & {
  conversationId: string;
  /** The kind that the conversation must have; null for any but service. */
  kind: ConversationKind | null;
  from: string;
  transient: boolean;
  mentionAll?: boolean;
  mentionClientIds?: string[];
  fromIp: string | null;
  actor?: Actor;
  /** The sender wants to hear of delivery. */
  receipt?: boolean;
  /** The sender's other sessions do not get it. */
  noSync?: boolean;
  priority?: number;
  /** Only these of the members get it live. */
  to?: string[] | null;
  /** The sender's own id: the message that is sent again is kept, and reaches everyone, once. */
  token?: string;
};
export type SentMessage = { messageId: string; timestamp: number };

/**
 * Sends a message to a conversation or chat room. The sender's membership is not asked: REST sends
 * with the master key pass always (LeanCloud REST guide); a gateway checks before it calls.
 * Transient messages reach only who is connected and are not kept.
 * @throws ImError 4401 no such conversation, 4109 too large, 4313–4316 wrong kind
 */
export async function sendMessage(context: ImContext, input: SendInput): Promise<SentMessage> {
  checkMessage(input);
  const kind = await requireKind(context, input.conversationId, input.kind, 4401);
  if (kind === "service") throw new ImError(4401, "A service conversation needs recipients.");
  const messageId = newMessageId();
  const now = context.now();
  const message = {
    messageId,
    from: input.from,
    data: input.data,
    binary: input.binary ?? false,
    mentionAll: input.mentionAll ?? false,
    mentionClientIds: input.mentionClientIds ?? [],
  };
  // Temporary conversations are the ones without history.
  const transient = input.transient || kind === "temporary";
  const stored = transient
    ? null
    : await context.store.appendMessage({
        ...message,
        box: { conversationId: input.conversationId },
        fromIp: input.fromIp,
        countsUnread: kind === "normal",
        receipt: input.receipt,
        now,
        token: input.token,
      });
  if (stored?.isRepeat) return stored;
  const timestamp = stored?.timestamp ?? now;
  context.events.emit({
    ...message,
    type: "message",
    actor: input.actor ?? masterActor,
    conversationId: input.conversationId,
    kind,
    timestamp,
    transient: input.transient,
    to: input.to ?? null,
    receipt: input.receipt ?? false,
    noSync: input.noSync ?? false,
    priority: input.priority ?? null,
    pushData: input.pushData ?? null,
  });
  return { messageId, timestamp };
}
