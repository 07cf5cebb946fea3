import { ImError } from "../../../services/errors";
import { addMembers } from "../../../services/members/add-members";
import { subscribe } from "../../../services/subscribers/subscribe";
import { askApp } from "../../hooks/refusal";
import { iso } from "../../present/conversation";
import { enterRoom } from "../../rooms";
import { clientFeatures } from "../../session";
import type { Outgoing, Wire } from "../../wire/codec";
import { actorOf, type ConvHandler, type ConvInput, requireConversation } from "./input";
import { clientsOf, failureFor, presentFailures, requireMemberSignature } from "./members";

/**
 * Joins (oneself), invites others, enters a chat room, or subscribes to a service conversation.
 * @throws ImError 4303 no such conversation, 4302 signature, 4317 inviting without being a member,
 *   4307 a temporary one, 4304 and 4548 when nobody was added and the client knows no partial success
 */
export const addToConversation: ConvHandler = async (input) => {
  const { gateway, session, message } = input;
  const clients = clientsOf(input);
  const conversation = await requireConversation(input);
  await requireMemberSignature(input, clients, "invite");
  const asked = { initBy: session.clientId, members: clients, convId: message.cid };
  await askApp(gateway, "_conversationAdd", asked, 4305);
  const isJoin = clients.length === 1 && clients[0] === session.clientId;
  const { objectId, updatedAt } = conversation.row;
  switch (conversation.kind) {
    case "temporary":
      throw new ImError(4307);
    case "chatroom":
      if (!isJoin) throw new ImError(4314);
      if (await isBlocked(input, objectId)) return refusal(input, 4548, clients);
      await enterRoom(gateway, session, objectId);
      return added({ udate: iso(updatedAt), m: clients, allowedPids: clients });
    case "service":
      if (!isJoin) throw new ImError(4314);
      await subscribe(gateway.context, objectId, session.clientId);
      return added({ udate: iso(updatedAt), m: clients, allowedPids: clients });
    default:
      if (!isJoin && !conversation.members.has(session.clientId)) throw new ImError(4317);
      return addAll(input, objectId, clients);
  }
};

async function isBlocked({ gateway, session }: ConvInput, conversationId: string): Promise<boolean> {
  const { store, now } = gateway.context;
  return store.isListed("blocks", conversationId, session.clientId, now());
}

async function addAll(input: ConvInput, conversationId: string, clients: string[]): Promise<Outgoing> {
  try {
    const change = await addMembers(input.gateway.context, conversationId, clients, actorOf(input.session));
    const failedPids = presentFailures(change.failed);
    const failed = new Set(change.failed.map(({ clientId }) => clientId));
    const allowedPids = clients.filter((clientId) => !failed.has(clientId));
    return added({ udate: iso(change.row.updatedAt), m: allowedPids, allowedPids, failedPids });
  } catch (error) {
    if (error instanceof ImError && (error.code === 4304 || error.code === 4548)) {
      return refusal(input, error.code, clients);
    }
    throw error;
  }
}

/** Nobody was added: told per client where the client understands that. */
function refusal({ session }: ConvInput, code: 4304 | 4548, clients: string[]): Outgoing {
  if (!session.understands(clientFeatures.partialFailures)) throw new ImError(code);
  return added({ failedPids: [failureFor(code, clients)] });
}

function added(message: Wire<"ConvCommand">): Outgoing {
  return { cmd: "conv", op: "added", convMessage: message };
}
