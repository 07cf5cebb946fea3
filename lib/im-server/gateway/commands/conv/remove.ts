import { ImError } from "../../../services/errors";
import { removeMembers } from "../../../services/members/remove-members";
import { unsubscribe } from "../../../services/subscribers/unsubscribe";
import type { KnownConversation } from "../../conversation-cache";
import { askApp } from "../../hooks/refusal";
import { iso } from "../../present/conversation";
import { leaveRoom } from "../../rooms";
import type { Outgoing, Wire } from "../../wire/codec";
import { actorOf, type ConvHandler, type ConvInput, requireConversation } from "./input";
import { clientsOf, failureFor, requireMemberSignature } from "./members";

/**
 * Quits (oneself, never signed), removes others, leaves a chat room or ends a subscription.
 * @throws ImError 4303 no such conversation, 4302 signature, 4317 not a member, 4307 a temporary one
 */
export const removeFromConversation: ConvHandler = async (input) => {
  const { gateway, session, message } = input;
  const clients = clientsOf(input);
  const conversation = await requireConversation(input);
  const isQuit = clients.length === 1 && clients[0] === session.clientId;
  if (!isQuit) await requireMemberSignature(input, clients, "kick");
  const asked = { initBy: session.clientId, members: clients, convId: message.cid };
  await askApp(gateway, "_conversationRemove", asked, 4305);
  const { objectId, updatedAt } = conversation.row;
  switch (conversation.kind) {
    case "temporary":
      throw new ImError(4307);
    case "chatroom":
      if (!isQuit) throw new ImError(4314);
      if (session.room === objectId) await leaveRoom(gateway, session);
      return removed({ udate: iso(updatedAt), allowedPids: clients });
    case "service":
      if (!isQuit) throw new ImError(4314);
      await unsubscribe(gateway.context, objectId, session.clientId);
      return removed({ udate: iso(updatedAt), allowedPids: clients });
    default:
      if (!isQuit && !conversation.members.has(session.clientId)) throw new ImError(4317);
      return removeAll(input, conversation, clients);
  }
};

async function removeAll(
  input: ConvInput,
  conversation: KnownConversation,
  clients: string[],
): Promise<Outgoing> {
  const { context } = input.gateway;
  const owner = await boundOwner(input, conversation);
  const leaving = clients.filter((clientId) => clientId !== owner);
  const failedPids = leaving.length === clients.length || owner === null ? [] : [failureFor(4324, [owner])];
  if (leaving.length === 0) return removed({ failedPids });
  const { row } = await removeMembers(context, conversation.row.objectId, leaving, actorOf(input.session));
  return removed({ udate: iso(row.updatedAt), m: leaving, allowedPids: leaving, failedPids });
}

/** The owner may not leave once any role has been given; clients rely on both halves. */
async function boundOwner({ gateway }: ConvInput, { row }: KnownConversation): Promise<string | null> {
  const [info] = await gateway.context.store.getMemberInfos(row.objectId, { skip: 0, limit: 1 });
  return info === undefined ? null : row.creator;
}

function removed(message: Wire<"ConvCommand">): Outgoing {
  return { cmd: "conv", op: "removed", convMessage: message };
}
