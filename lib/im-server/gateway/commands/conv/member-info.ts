import { ImError } from "../../../services/errors";
import { putMemberInfo } from "../../../services/member-infos/put-member-info";
import { requireRankAbove, requireRole } from "../../roles";
import { actorOf, type ConvHandler, requireConversation } from "./input";

/**
 * Gives a member a role.
 * @throws ImError 4325 switched off, 4303, 4317 either is no member, 4320 not entitled, 4321 unknown role
 */
export const updateRole: ConvHandler = async (input) => {
  const { gateway, session, message } = input;
  const { context } = gateway;
  if (!context.settings.current.features.roles) throw new ImError(4325);
  const conversation = await requireConversation(input);
  const clientId = message.targetClientId ?? message.info?.pid;
  if (clientId === undefined) throw new ImError(1, "targetClientId is required.");
  const role = requireRole(message.info?.role);
  await requireRankAbove(gateway, conversation, session.clientId, [clientId]);
  if (conversation.kind === "normal" && !conversation.members.has(clientId)) throw new ImError(4317);
  if (role === "Owner") throw new ImError(4320);
  const conversationId = conversation.row.objectId;
  await putMemberInfo(context, { conversationId, clientId, role }, actorOf(session));
  return { cmd: "conv", op: "member_info_updated", convMessage: { cid: conversationId } };
};
