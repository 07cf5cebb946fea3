import type { MemberMark } from "../../../store/gateway-interface";
import type { Wire } from "../../wire/codec";
import { type ConvHandler, requireConversation, requireMember } from "./input";

/** How far the others have received and read. @throws ImError 4303, 4317 */
export const readMarks: ConvHandler = async (input) => {
  const { gateway, session, message } = input;
  const conversation = await requireConversation(input);
  requireMember(input, conversation);
  const cid = conversation.row.objectId;
  const all = await gateway.context.store.getMarks(cid);
  const others = all.filter(({ clientId }) => clientId !== session.clientId);
  if (message.queryAllMembers) {
    const maxReadTuples = others.map((mark) => ({ pid: mark.clientId, ...presentMark(mark) }));
    return { cmd: "conv", op: "max_read", convMessage: { cid, maxReadTuples } };
  }
  const everyone: MemberMark = {
    clientId: "",
    deliveredAt: lowest(others.map((mark) => Math.max(mark.deliveredAt, mark.readAt))),
    readAt: lowest(others.map((mark) => mark.readAt)),
  };
  return { cmd: "conv", op: "max_read", convMessage: { cid, ...presentMark(everyone) } };
};

function lowest(times: number[]): number {
  return times.length === 0 ? 0 : Math.min(...times);
}

/** Reading implies delivery; what never happened is left out. */
function presentMark({ deliveredAt, readAt }: MemberMark): Wire<"MaxReadTuple"> {
  const ackedAt = Math.max(deliveredAt, readAt);
  return {
    ...(ackedAt > 0 ? { maxAckTimestamp: ackedAt } : {}),
    ...(readAt > 0 ? { maxReadTimestamp: readAt } : {}),
  };
}
