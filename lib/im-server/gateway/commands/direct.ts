import { imErrorNames } from "@/lib/protocol/error-codes";
import { ImError } from "../../services/errors";
import { checkMessage } from "../../services/messages/check-message";
import { newMessageId } from "../../services/messages/new-message-id";
import { type SentMessage, sendMessage } from "../../services/messages/send-message";
import { sendToService } from "../../services/messages/send-to-service";
import type { KnownConversation } from "../conversation-cache";
import type { Gateway } from "../gateway";
import { patchPush } from "../push/message";
import { nextTurn } from "../push/next-turn";
import { clientFeatures, type Session } from "../session";
import type { Outgoing, Wire } from "../wire/codec";
import type { Handler } from "./answer";
import { type Draft, draftOf } from "./draft";
import { requireStill, requireTarget, requireUnblocked, requireVoice } from "./may-send";

type Direct = Wire<"DirectCommand">;
const MAX_TOKEN = 64;

/**
 * Sends a message. Acknowledged once it is stored; messages of one session are stored in the order
 * in which they came.
 * @throws ImError 4401 not a member or no such conversation, 4303 temporary one gone, 4563 and 4315
 *   silenced, 4548 blocked, 4109 too large
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
    if (allowed.hasSilences) await requireVoice(gateway, session, cid);
    if (allowed.hasBlocks) await requireUnblocked(gateway, session, cid);
    const draft = await draftOf(gateway, session, allowed, direct);
    await before;
    const still = await requireStill(gateway, session, cid, allowed);
    const sent = direct.will
      ? keepWill(gateway, session, cid, draft)
      : await send(gateway, session, still, draft, direct, command.priority, submitted);
    if (draft.isCensored && !direct.will) tellCensored(gateway, session, cid, draft, sent);
    if (direct.transient && !session.understands(clientFeatures.transientAcks)) return null;
    return presentSent(cid, sent);
  } finally {
    // One that has failed leaves the turn to the next, behind those that came before it.
    void before.then(submitted);
  }
};

/** The sender's copy must not say what nobody else is shown. */
function tellCensored(
  gateway: Gateway,
  session: Session,
  cid: string,
  draft: Draft,
  { messageId, timestamp }: SentMessage,
): void {
  const item = {
    cid,
    mid: messageId,
    timestamp,
    recall: false,
    data: draft.data,
    from: session.clientId,
    patchTimestamp: timestamp,
    patchCode: 4408,
    patchReason: imErrorNames[4408],
  };
  const push = patchPush([item], gateway.context.now());
  nextTurn().then(() => session.push(push));
}

function send(
  gateway: Gateway,
  session: Session,
  conversation: KnownConversation,
  draft: Draft,
  direct: Direct,
  priority: number | undefined,
  submitted: () => void,
): Promise<SentMessage> {
  const isPair = conversation.members.size <= 2;
  const input = {
    data: draft.data,
    binary: draft.binary,
    mentionAll: draft.mentionAll,
    mentionClientIds: draft.mentionClientIds,
    to: draft.to,
    conversationId: conversation.row.objectId,
    from: session.clientId,
    transient: direct.transient ?? false,
    fromIp: session.link.remoteAddress,
    actor: { clientId: session.clientId, sessionId: session.id },
    pushData: draft.pushData,
    priority,
    // Receipts are for pairs, unless the client says that it copes with more.
    receipt: direct.r === true && (isPair || session.understands(clientFeatures.groupReceipts)),
    token: tokenOf(direct),
  };
  // The kind being known, both ways go to the store without waiting for anything: calls stay in order.
  gateway.context.kinds.set(input.conversationId, conversation.kind);
  const isKept = !input.transient && conversation.kind !== "temporary";
  const sending = isKept ? submit() : gateway.sent.once({ ...input, clientId: session.clientId }, submit);
  submitted();
  return sending;

  function submit(): Promise<SentMessage> {
    return conversation.kind === "service"
      ? sendToService(gateway.context, input)
      : sendMessage(gateway.context, { ...input, kind: conversation.kind });
  }
}

/** The client's own id of a message; one that is longer than any SDK's is none. */
function tokenOf({ dt }: Direct): string | undefined {
  return dt === undefined || dt === "" || dt.length > MAX_TOKEN ? undefined : dt;
}

/** One will per session: the last one counts. */
function keepWill(gateway: Gateway, session: Session, cid: string, draft: Draft): SentMessage {
  const { data, binary, mentionAll, mentionClientIds } = draft;
  const content = { data, binary, mentionAll, mentionClientIds };
  checkMessage(content);
  const messageId = newMessageId();
  session.will = { ...content, conversationId: cid, messageId };
  return { messageId, timestamp: gateway.context.now() };
}

function presentSent(cid: string, { messageId, timestamp }: SentMessage): Outgoing {
  return { cmd: "ack", ackMessage: { uid: messageId, t: timestamp, cid } };
}
