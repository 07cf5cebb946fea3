import { readList } from "../../../services/client-lists/read-list";
import { silence } from "../../../services/silences/silence";
import { unsilence } from "../../../services/silences/unsilence";
import { requireRankAbove } from "../../roles";
import { actorOf, type ConvHandler, requireConversation, requireInsider } from "./input";
import { clientsOf } from "./members";

/** Silences members. @throws ImError 4303, 4317, 4320, 4561 list full */
export const addSilences: ConvHandler = async (input) => {
  const { gateway, session } = input;
  const clients = clientsOf(input);
  const conversation = await requireConversation(input);
  await requireRankAbove(gateway, conversation, session.clientId, clients);
  const cid = conversation.row.objectId;
  await silence(gateway.context, cid, clients, actorOf(session));
  return { cmd: "conv", op: "shutup_added", convMessage: { cid, allowedPids: clients } };
};

/** Lifts silences. @throws ImError 4303, 4317, 4320 */
export const removeSilences: ConvHandler = async (input) => {
  const { gateway, session } = input;
  const clients = clientsOf(input);
  const conversation = await requireConversation(input);
  await requireRankAbove(gateway, conversation, session.clientId, clients);
  const cid = conversation.row.objectId;
  await unsilence(gateway.context, cid, clients, actorOf(session));
  return { cmd: "conv", op: "shutup_removed", convMessage: { cid, allowedPids: clients } };
};

/** Who is silenced, a page at a time. @throws ImError 4303, 4317 */
export const querySilences: ConvHandler = async (input) => {
  const conversation = await requireConversation(input);
  requireInsider(input.session, conversation);
  const { row } = conversation;
  const page = { limit: input.message.limit || undefined, next: input.message.next || undefined };
  const { clientIds, next } = await readList(input.gateway.context, "silences", row.objectId, page);
  return {
    cmd: "conv",
    op: "shutup_result",
    convMessage: { cid: row.objectId, m: clientIds, ...(next === null ? {} : { next }) },
  };
};

/** Which of some clients are silenced. @throws ImError 4303, 4317 */
export const checkSilences: ConvHandler = async (input) => {
  const conversation = await requireConversation(input);
  requireInsider(input.session, conversation);
  const { row } = conversation;
  const clients = clientsOf(input);
  const { store, now } = input.gateway.context;
  const found = await Promise.all(clients.map((client) => store.getSilence(row.objectId, client, now())));
  const m = clients.filter((_client, index) => found[index] !== null);
  return { cmd: "conv", op: "check_result", convMessage: { cid: row.objectId, m } };
};
