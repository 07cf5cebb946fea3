import { createHash } from "node:crypto";
import { createConversation } from "../../services/conversations/create-conversation";
import type { Gateway } from "../gateway";
import type { Session } from "../session";

/** The id under which the messages of two peers lie: md5 of the sorted ids joined with ":". */
export function peerConversationId(a: string, b: string): string {
  return createHash("md5").update([a, b].sort().join(":")).digest("hex");
}

/** Whether an id is that of two peers; conversations of their own have 24 digits. */
export function isPeerConversation(conversationId: string): boolean {
  return /^[0-9a-f]{32}$/.test(conversationId);
}

/** The conversation of two peers, made on the first message. */
export async function openPeerConversation(gateway: Gateway, session: Session, to: string): Promise<string> {
  const from = session.clientId;
  const objectId = peerConversationId(from, to);
  if (gateway.conversations.peek(objectId)) return objectId;
  await createConversation(gateway.context, {
    objectId,
    kind: "normal",
    name: null,
    creator: from,
    members: [from, to],
    muted: [],
    unique: false,
    fields: {},
    acl: null,
    actor: { clientId: from, sessionId: session.id },
  });
  await gateway.conversations.get(objectId);
  return objectId;
}
