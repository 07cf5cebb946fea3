import {
  openPeerConversation as openConversation,
  peerConversationId,
} from "../../services/conversations/open-peer-conversation";
import type { Gateway } from "../gateway";
import type { Session } from "../session";

/** Whether an id is that of two peers; conversations of their own have 24 digits. */
export function isPeerConversation(conversationId: string): boolean {
  return /^[0-9a-f]{32}$/.test(conversationId);
}

/** The conversation of two peers, made on the first message. */
export async function openPeerConversation(gateway: Gateway, session: Session, to: string): Promise<string> {
  const from = session.clientId;
  const objectId = peerConversationId(from, to);
  if (gateway.conversations.peek(objectId)) return objectId;
  await openConversation(gateway.context, from, to, { clientId: from, sessionId: session.id });
  await gateway.conversations.get(objectId);
  return objectId;
}
