import { temporaryIdPrefix } from "@/lib/protocol/conversation-row";
import { limits } from "@/lib/protocol/limits";
import { ImError } from "../../services/errors";
import { checkMessage } from "../../services/messages/check-message";
import { newMessageId } from "../../services/messages/new-message-id";
import { type SentMessage, sendMessage } from "../../services/messages/send-message";
import { sendToService } from "../../services/messages/send-to-service";
import type { KnownConversation } from "../conversation-cache";
import type { Gateway } from "../gateway";
import { clientFeatures, type Session } from "../session";
import { temporaryEnd } from "../temporary";
import type { Outgoing, Wire } from "../wire/codec";
import type { Handler } from "./answer";

type Direct = Wire<"DirectCommand">;

/**
 * Sends a message. Acknowledged once it is stored; messages of one session are stored in the order
 * in which they came.
 * @throws ImError 4401 not a member or no such conversation, 4303 temporary one gone, 4563 and 4315
 *   silenced, 4109 too large
 */
export const sendDirect: Handler = async ({ gateway, session, command }) => {
  const direct = command.directMessage ?? {};
  const { cid } = direct;
  if (cid === undefined) throw new ImError(4401);
  let submitted = (): void => {};
  const before = session.turn;
  session.turn = new Promise<void>((resolve) => {
    submitted = resolve;
  });
  try {
    const conversation = gateway.conversations.peek(cid) ?? (await gateway.conversations.get(cid));
    const allowed = requireTarget(gateway, session, cid, conversation);
    if (conversation?.hasSilences) await requireVoice(gateway, session, cid);
    await before;
    const sent = direct.will
      ? keepWill(gateway, session, cid, direct)
      : await send(gateway, session, allowed, direct, command.priority, submitted);
    if (direct.transient && !session.understands(clientFeatures.transientAcks)) return null;
    return presentSent(cid, sent);
  } finally {
    submitted();
  }
};

function requireTarget(
  gateway: Gateway,
  session: Session,
  cid: string,
  conversation: KnownConversation | null,
): KnownConversation {
  const isTemporary = cid.startsWith(temporaryIdPrefix);
  if (conversation === null) throw new ImError(isTemporary ? 4303 : 4401);
  const { kind, row, members } = conversation;
  if (kind === "temporary" && temporaryEnd(row) <= gateway.context.now()) throw new ImError(4303);
  const isClosed = kind === "normal" || kind === "temporary";
  if (isClosed && !members.has(session.clientId)) throw new ImError(4401);
  return conversation;
}

async function requireVoice(gateway: Gateway, session: Session, cid: string): Promise<void> {
  const { store, now } = gateway.context;
  const silence = await store.getSilence(cid, session.clientId, now());
  if (silence !== null) throw new ImError(silence.until === null ? 4563 : 4315);
}

/** The content of a message as the services take it. */
function contentOf(direct: Direct) {
  const isBinary = direct.binaryMsg !== undefined;
  return {
    data: isBinary ? Buffer.from(direct.binaryMsg ?? []).toString("base64") : (direct.msg ?? ""),
    binary: isBinary,
    mentionAll: direct.mentionAll ?? false,
    mentionClientIds: (direct.mentionPids ?? []).slice(0, limits.recipients),
  };
}

function send(
  gateway: Gateway,
  session: Session,
  conversation: KnownConversation,
  direct: Direct,
  priority: number | undefined,
  submitted: () => void,
): Promise<SentMessage> {
  const isPair = conversation.members.size <= 2;
  const input = {
    ...contentOf(direct),
    conversationId: conversation.row.objectId,
    from: session.clientId,
    transient: direct.transient ?? false,
    fromIp: session.link.remoteAddress,
    actor: { clientId: session.clientId, sessionId: session.id },
    pushData: direct.pushData,
    priority,
    // Receipts are for pairs, unless the client says that it copes with more.
    receipt: direct.r === true && (isPair || session.understands(clientFeatures.groupReceipts)),
  };
  // The kind being known, both ways go to the store without waiting for anything: calls stay in order.
  gateway.context.kinds.set(input.conversationId, conversation.kind);
  const sending =
    conversation.kind === "service"
      ? sendToService(gateway.context, input)
      : sendMessage(gateway.context, { ...input, kind: conversation.kind });
  submitted();
  return sending;
}

/** One will per session: the last one counts. */
function keepWill(gateway: Gateway, session: Session, cid: string, direct: Direct): SentMessage {
  const content = contentOf(direct);
  checkMessage(content);
  const messageId = newMessageId();
  session.will = { ...content, conversationId: cid, messageId };
  return { messageId, timestamp: gateway.context.now() };
}

function presentSent(cid: string, { messageId, timestamp }: SentMessage): Outgoing {
  return { cmd: "ack", ackMessage: { uid: messageId, t: timestamp, cid } };
}
